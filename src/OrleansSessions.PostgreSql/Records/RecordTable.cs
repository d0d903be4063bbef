using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>Named values that grains own. Thread-safe.</summary>
internal sealed class RecordTable(ServerConnections connections, string schema)
{
    private readonly string load = $"select version, value from {schema}.records where name = $1";

    private readonly string insert =
        $"insert into {schema}.records values ($1, nextval('{schema}.key_versions') * 4096, $2) on conflict do nothing returning version";

    private readonly string update =
        $"""
        update {schema}.records set version = nextval('{schema}.key_versions') * 4096, value = $2
        where name = $1 and version = $3 returning version
        """;

    public async ValueTask<StoredRecord> LoadAsync(string name, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                await using var command = Statement.Create(connection, load).WithText(name);
                await using var reader = await command.ExecuteReaderAsync(token);
                return await reader.ReadAsync(token) ? new StoredRecord(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : default;
            },
            cancellationToken);

    public async ValueTask<long> SaveAsync(
        string name, long expectedVersion, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        await connections.OnceAsync(
            async (connection, token) =>
            {
                await using var command = Statement.Create(connection, expectedVersion == 0 ? insert : update)
                    .WithText(name)
                    .With(NpgsqlDbType.Bytea, value);
                if (expectedVersion != 0)
                {
                    command.WithNumber(expectedVersion);
                }

                return await command.ExecuteScalarAsync(token) is long version ? version : SessionCommit.Conflict;
            },
            cancellationToken);
}
