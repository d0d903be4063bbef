using System.Text;
using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>A check's dealings with the store that it checks.</summary>
internal sealed class StoreTrial(IStoreUnderTest subject, bool isReopening, CancellationToken token)
{
    public const string Sessionizer = "s";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public IStoreUnderTest Subject => subject;

    public ISessionStore Store => subject.Store;

    public CancellationToken Token => token;

    public static SessionKey Key(string key) => new(Sessionizer, key);

    public static ReadOnlyMemory<byte> Text(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static LogRecord[] Logged(params string[] payloads) =>
        [.. payloads.Select(payload => new LogRecord(LogKind.Closed, Text(payload), null))];

    /// <summary>A place where what was acknowledged must be safe: here the store crashes, in the checks that are about that.</summary>
    public Task SettleAsync() => isReopening ? subject.ReopenAsync(token) : Task.CompletedTask;

    public int PartitionOf(SessionKey key) => key.GetPartition(Store.Partitions);

    /// <summary>Keys whose log is one partition, always the same.</summary>
    public IEnumerable<string> KeysOf(int partition) =>
        Enumerable.Range(0, int.MaxValue).Select(i => $"k{i}").Where(key => PartitionOf(Key(key)) == partition);

    public SessionCommit Commit(
        SessionKey key, long expected, string? state, LogRecord[]? log = null, long? deadline = 10, long openEnd = 0) => new()
        {
            Key = key,
            Partition = PartitionOf(key),
            ExpectedVersion = expected,
            State = state is null ? default : Text(state),
            DeadlineTicks = deadline,
            OpenEndTicks = openEnd,
            Log = log ?? [],
        };

    public async Task<long[]> CommitAsync(params SessionCommit[] group) => await Store.CommitAsync(group, token);

    public async Task<long> CommitAsync(
        string key, long expected, string? state, LogRecord[]? log = null, long? deadline = 10, long openEnd = 0) =>
        (await CommitAsync(Commit(Key(key), expected, state, log, deadline, openEnd)))[0];

    /// <summary>Stores a key, which must succeed.</summary>
    public async Task<long> PutAsync(string key, long expected, string state, LogRecord[]? log = null, long? deadline = 10)
    {
        var version = await CommitAsync(key, expected, state, log, deadline);
        Expect.Greater(version, expected, $"the version of '{key}' after a commit");
        return version;
    }

    public async Task ExpectStoredAsync(SessionKey key, long version, string state)
    {
        var stored = await Store.LoadAsync(key, token);
        Expect.Equal(version, stored.Version, $"the version of '{key}'");
        Expect.Bytes(Text(state), stored.State, $"the state of '{key}'");
    }

    public async Task ExpectAbsentAsync(SessionKey key)
    {
        var stored = await Store.LoadAsync(key, token);
        Expect.Equal(0, stored.Version, $"the version of '{key}', which the store must not have,");
        Expect.That(stored.State.IsEmpty, $"Expected no state of '{key}', which the store must not have.");
    }

    public Task<IReadOnlyList<string>> ReadDueAsync(long ticks, int maxCount = 1_000, string sessionizer = Sessionizer) =>
        Store.ReadDueAsync(sessionizer, Watermark.FromTicks(ticks), maxCount, token).AsTask();

    /// <summary>Reads a partition to its end, slice by slice.</summary>
    public Task<List<LogEntry>> ReadLogAsync(LogQuery query) => ReadLogAsync(Store, query);

    public async Task<List<LogEntry>> ReadLogAsync(ISessionStore store, LogQuery query)
    {
        var entries = new List<LogEntry>();
        var end = await store.GetLogEndAsync(query.Partition, token);
        while (true)
        {
            var slice = await store.ReadLogAsync(query, token);
            Expect.That(
                slice.Entries.Count <= query.MaxCount, $"Asked for {query.MaxCount} entries at most, but got {slice.Entries.Count}.");
            Expect.That(
                slice.Entries.All(entry => entry.Position > query.After && entry.Position <= slice.Through),
                $"Entries after {query.After} through {slice.Through} were to be read, but others came.");
            entries.AddRange(slice.Entries);
            if (slice.Through >= end)
            {
                return entries;
            }

            Expect.Greater(slice.Through, query.After, $"what was read through of partition {query.Partition}, whose end is {end},");
            query = query with { After = slice.Through };
        }
    }

    public Task<List<LogEntry>> ReadLogAsync(int partition, long after = 0) => ReadLogAsync(new LogQuery(partition, after, 1_000));

    /// <summary>Waits for what must come.</summary>
    public async Task PatientlyAsync(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Patience, token);
        }
        catch (TimeoutException)
        {
            throw new StoreConformanceException($"{what} did not come within {Patience}.");
        }
    }
}
