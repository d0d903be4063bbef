using Microsoft.Extensions.Logging.Abstractions;
using OrleansSessions.Server;

namespace OrleansSessions.Sqlite.Tests;

/// <summary>Makes stores, opened.</summary>
internal static class Stores
{
    public static SqliteSessionStore Create(SqliteSessionStoreOptions options, TimeProvider? time = null) =>
        new(options, time ?? TimeProvider.System, NullLogger<SqliteSessionStore>.Instance);

    public static async Task<SqliteSessionStore> OpenAsync(SqliteSessionStoreOptions options, TimeProvider? time = null)
    {
        var store = Create(options, time);
        try
        {
            await store.OpenAsync(new StoreOpening("silo", []), TestContext.Current.CancellationToken);
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public static SessionCommit Commit(
        string key, long expected, ReadOnlyMemory<byte> state, int partitions, params ReadOnlyMemory<byte>[] log) => new()
        {
            Key = new SessionKey("s", key),
            Partition = new SessionKey("s", key).GetPartition(partitions),
            ExpectedVersion = expected,
            State = state,
            DeadlineTicks = 10,
            Log = [.. log.Select(payload => new LogRecord(LogKind.Closed, payload, null))],
        };
}
