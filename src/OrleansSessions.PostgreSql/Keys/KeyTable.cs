using Npgsql;
using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>Reads and deletes keys. Thread-safe.</summary>
internal sealed class KeyTable(ServerConnections connections, string schema)
{
    private readonly string load = $"select version, state, deadline is null from {schema}.open_keys where sessionizer = $1 and key = $2";
    private readonly string loadMany =
        $"""
        select asked.i, k.version, k.state, k.deadline is null
        from unnest($1, $2) with ordinality as asked(sessionizer, key, i)
        join {schema}.open_keys k on k.sessionizer = asked.sessionizer and k.key = asked.key
        """;

    private readonly string deleteState = $"delete from {schema}.open_keys where sessionizer = $1 and key = $2";
    private readonly string deleteLog = $"delete from {schema}.session_log where sessionizer = $1 and key = $2";
    private readonly string readGreatestOpenEnd = $"select coalesce(max(open_end), 0) from {schema}.open_keys where sessionizer = $1";

    private readonly string readOpenKeys =
        $"select key from {schema}.open_keys where sessionizer = $1 and key > $2 and open_end > 0 order by key limit $3";

    public async ValueTask<StoredKey> LoadAsync(SessionKey key, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                await using var command = CreateCommand(connection, load, key);
                await using var reader = await command.ExecuteReaderAsync(token);
                return await reader.ReadAsync(token)
                    ? new StoredKey(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1), reader.GetBoolean(2))
                    : default;
            },
            cancellationToken);

    public async ValueTask<StoredKey[]> LoadAsync(IReadOnlyList<SessionKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 1)
        {
            return [await LoadAsync(keys[0], cancellationToken)];
        }

        (NpgsqlDbType, object)[] columns =
        [
            (NpgsqlDbType.Text, keys.Select(key => StoredText.Encode(key.Sessionizer)).ToArray()),
            (NpgsqlDbType.Text, keys.Select(key => StoredText.Encode(key.Key)).ToArray()),
        ];
        return await connections.RepeatAsync(
            async (connection, token) =>
            {
                var stored = new StoredKey[keys.Count];
                await using var command = Statement.Create(connection, loadMany).WithColumns(columns);
                await using var reader = await command.ExecuteReaderAsync(token);
                while (await reader.ReadAsync(token))
                {
                    stored[(int)reader.GetInt64(0) - 1] = new StoredKey(reader.GetInt64(1), reader.GetFieldValue<byte[]>(2), reader.GetBoolean(3));
                }

                return stored;
            },
            cancellationToken);
    }

    public async ValueTask DeleteAsync(SessionKey key, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                await using var transaction = await connection.BeginTransactionAsync(token);
                // The state first, and in a statement of its own: it waits for a commit of the key that is under way, and the
                // next statement then sees what that has appended.
                await using var state = CreateCommand(connection, deleteState, key);
                await state.ExecuteNonQueryAsync(token);
                await using var log = CreateCommand(connection, deleteLog, key);
                await log.ExecuteNonQueryAsync(token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);

    public async ValueTask<long> ReadGreatestOpenEndAsync(string sessionizer, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                await using var command = Statement.Create(connection, readGreatestOpenEnd).WithText(sessionizer);
                return (long)(await command.ExecuteScalarAsync(token))!;
            },
            cancellationToken);

    public async ValueTask<IReadOnlyList<string>> ReadOpenKeysAsync(
        string sessionizer, string? after, int maxCount, CancellationToken cancellationToken) =>
        await connections.RepeatAsync(
            async (connection, token) =>
            {
                await using var command = Statement.Create(connection, readOpenKeys)
                    .WithText(sessionizer).WithText(after ?? string.Empty).WithNumber(maxCount);
                await using var reader = await command.ExecuteReaderAsync(token);
                var keys = new List<string>();
                while (await reader.ReadAsync(token))
                {
                    keys.Add(StoredText.Decode(reader.GetString(0)));
                }

                return (IReadOnlyList<string>)keys;
            },
            cancellationToken);

    private static NpgsqlCommand CreateCommand(NpgsqlConnection connection, string text, SessionKey key) =>
        Statement.Create(connection, text).WithText(key.Sessionizer).WithText(key.Key);
}
