namespace OrleansSessions.PostgreSql;

/// <summary>How far consumers have taken the log. Thread-safe.</summary>
internal sealed class CheckpointTable(ServerConnections connections, string schema)
{
    private readonly string load = $"select position from {schema}.checkpoints where consumer = $1 and partition = $2";

    private readonly string save =
        $"""
        insert into {schema}.checkpoints as c values ($1, $2, $3)
        on conflict (consumer, partition) do update set position = excluded.position where c.position < excluded.position
        """;

    public async ValueTask<long?> LoadAsync(string consumer, int partition, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                await using var command = Statement.Create(connection, load).WithText(consumer).WithPartition(partition);
                return (long?)await command.ExecuteScalarAsync(token);
            },
            cancellationToken);

    // An older position changes nothing, so it may be saved again.
    public async ValueTask SaveAsync(string consumer, int partition, long position, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                await using var command = Statement.Create(connection, save)
                    .WithText(consumer)
                    .WithPartition(partition)
                    .WithNumber(position);
                return await command.ExecuteNonQueryAsync(token);
            },
            cancellationToken);
}
