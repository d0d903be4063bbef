using Npgsql;
using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>Reads the log. Thread-safe.</summary>
internal sealed class LogTable(ServerConnections connections, string schema)
{
    // One statement, so one snapshot: what was read, how far the log has come and what has been removed are of the same moment.
    private readonly string read =
        $"""
        select p.last_position, p.removed_through, l.position, l.kind, l.sessionizer, l.key, l.payload
        from {schema}.log_partitions p left join lateral (
            select position, kind, sessionizer, key, payload from {schema}.session_log
            where partition = $1 and position > $2 and position > p.removed_through
                and ($4 is null or sessionizer = $4) and ($5 is null or kind = $5)
            order by position limit $3) l on true
        where p.partition = $1
        order by l.position
        """;

    private readonly string readEnd = $"select last_position from {schema}.log_partitions where partition = $1";

    public async ValueTask<LogSlice> ReadAsync(LogQuery query, CancellationToken cancellationToken) =>
        await connections.RepeatAsync((connection, token) => ReadAsync(connection, query, token), cancellationToken);

    public async ValueTask<long> GetEndAsync(int partition, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                await using var command = Statement.Create(connection, readEnd).WithPartition(partition);
                return (long)(await command.ExecuteScalarAsync(token))!;
            },
            cancellationToken);

    private async Task<LogSlice> ReadAsync(NpgsqlConnection connection, LogQuery query, CancellationToken cancellationToken)
    {
        await using var command = Statement.Create(connection, read)
            .WithPartition(query.Partition)
            .WithNumber(query.After)
            .WithNumber(query.MaxCount)
            .WithText(query.Sessionizer)
            .With(NpgsqlDbType.Smallint, (short?)query.Kind);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var entries = new List<LogEntry>();
        long last = 0, removedThrough = 0;
        while (await reader.ReadAsync(cancellationToken))
        {
            last = reader.GetInt64(0);
            removedThrough = reader.GetInt64(1);
            if (!await reader.IsDBNullAsync(2, cancellationToken))
            {
                var key = new SessionKey(StoredText.Decode(reader.GetString(4)), StoredText.Decode(reader.GetString(5)));
                entries.Add(new LogEntry(reader.GetInt64(2), (LogKind)reader.GetInt16(3), key, reader.GetFieldValue<byte[]>(6)));
            }
        }

        var after = query.After == LogQuery.Oldest ? removedThrough : query.After;
        if (after < removedThrough)
        {
            throw new SessionLogTruncatedException(query.Partition, after + 1, removedThrough + 1);
        }

        var through = entries.Count == query.MaxCount ? entries[^1].Position : Math.Max(after, last);
        return new LogSlice(entries, through);
    }
}
