using Npgsql;
using NpgsqlTypes;

namespace OrleansSessions.PostgreSql;

/// <summary>
/// Finds keys that are due. The index has the deadlines that were, not those that events have moved away since: those that it
/// finds are written anew, so that each is found too early once at most. Thread-safe.
/// </summary>
internal sealed class DueKeys(ServerConnections connections, string schema)
{
    private const int MinBatchSize = 1_000;

    private readonly string read =
        $"select key, due, deadline from {schema}.open_keys where sessionizer = $1 and due <= $2 order by due limit $3";

    // A key that is being committed is left out: waiting for it while holding others could end in a deadlock.
    private readonly string renew =
        $"""
        with moved as materialized (
            select key from {schema}.open_keys
            where sessionizer = $1 and key = any ($2) and due < deadline
            for update skip locked)
        update {schema}.open_keys k set due = k.deadline from moved where k.sessionizer = $1 and k.key = moved.key
        """;

    public async ValueTask<IReadOnlyList<string>> ReadAsync(
        string sessionizer, Watermark watermark, int maxCount, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                while (true)
                {
                    var found = await FindAsync(connection, sessionizer, watermark, Math.Max(maxCount, MinBatchSize), token);
                    var moved = found.Where(key => key.Due < key.Deadline).Select(key => key.Key).ToList();
                    if (!found.Take(maxCount).Any(key => key.Due < key.Deadline)
                        || await RenewAsync(connection, sessionizer, moved, token) == 0)
                    {
                        return (IReadOnlyList<string>)[.. found
                            .Where(key => key.Deadline <= watermark.Ticks)
                            .OrderBy(key => key.Deadline)
                            .Take(maxCount)
                            .Select(key => StoredText.Decode(key.Key))];
                    }
                }
            },
            cancellationToken);

    private async Task<List<DueKey>> FindAsync(
        NpgsqlConnection connection, string sessionizer, Watermark watermark, int count, CancellationToken cancellationToken)
    {
        await using var command = Statement.Create(connection, read).WithText(sessionizer).WithNumber(watermark.Ticks).WithNumber(count);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<DueKey>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(new DueKey(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
        }

        return found;
    }

    private async Task<int> RenewAsync(
        NpgsqlConnection connection, string sessionizer, List<string> keys, CancellationToken cancellationToken)
    {
        await using var command = Statement.Create(connection, renew)
            .WithText(sessionizer)
            .With(NpgsqlDbType.Array | NpgsqlDbType.Text, keys);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
