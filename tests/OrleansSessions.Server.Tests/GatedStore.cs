namespace OrleansSessions.Server.Tests;

/// <summary>A memory store whose commits wait at a gate, and fail on demand.</summary>
internal sealed class GatedStore : ISessionStore
{
    private readonly MemorySessionStore inner = new(new MemorySessionStoreOptions());
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool fails;
    private int waiting;

    public List<int> GroupSizes { get; } = [];

    /// <summary>How many groups must be at the gate for <see cref="WaitForGroupAsync"/> to return.</summary>
    public int ExpectedGroups { get; init; } = 1;

    public int Partitions => inner.Partitions;

    public int CommitParallelism { get; init; } = 1;

    public static SessionCommit Commit(string key, int partition = 0) => new()
    {
        Key = new SessionKey("s", key),
        Partition = partition,
        ExpectedVersion = 0,
        State = new byte[] { 1 },
        DeadlineTicks = 1,
        Log = [],
    };

    public void Open() => gate.TrySetResult();

    public void FailNext() => fails = true;

    public Task WaitForGroupAsync() => arrived.Task;

    public async ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref waiting) == ExpectedGroups)
        {
            arrived.TrySetResult();
        }

        await gate.Task;
        if (fails)
        {
            fails = false;
            throw new IOException("The disk is full.");
        }

        lock (GroupSizes)
        {
            GroupSizes.Add(group.Count);
        }

        return await inner.CommitAsync(group, cancellationToken);
    }

    public ValueTask OpenAsync(StoreOpening opening, CancellationToken cancellationToken) => inner.OpenAsync(opening, cancellationToken);

    public ValueTask<StoredKey> LoadAsync(SessionKey key, CancellationToken cancellationToken) => inner.LoadAsync(key, cancellationToken);

    public ValueTask DeleteKeyAsync(SessionKey key, CancellationToken cancellationToken) => inner.DeleteKeyAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ReadOpenKeysAsync(
        string sessionizer, string? after, int maxCount, CancellationToken cancellationToken) =>
        inner.ReadOpenKeysAsync(sessionizer, after, maxCount, cancellationToken);

    public ValueTask<long> ReadGreatestOpenEndAsync(string sessionizer, CancellationToken cancellationToken) =>
        inner.ReadGreatestOpenEndAsync(sessionizer, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ReadDueAsync(
        string sessionizer, Watermark watermark, int maxCount, CancellationToken cancellationToken) =>
        inner.ReadDueAsync(sessionizer, watermark, maxCount, cancellationToken);

    public ValueTask<LogSlice> ReadLogAsync(LogQuery query, CancellationToken cancellationToken) =>
        inner.ReadLogAsync(query, cancellationToken);

    public ValueTask<long> GetLogEndAsync(int partition, CancellationToken cancellationToken) =>
        inner.GetLogEndAsync(partition, cancellationToken);

    public ValueTask WaitForLogAsync(int partition, long after, CancellationToken cancellationToken) =>
        inner.WaitForLogAsync(partition, after, cancellationToken);

    public ValueTask<long?> LoadCheckpointAsync(string consumer, int partition, CancellationToken cancellationToken) =>
        inner.LoadCheckpointAsync(consumer, partition, cancellationToken);

    public ValueTask SaveCheckpointAsync(string consumer, int partition, long position, CancellationToken cancellationToken) =>
        inner.SaveCheckpointAsync(consumer, partition, position, cancellationToken);

    public ValueTask<StoredRecord> LoadRecordAsync(string name, CancellationToken cancellationToken) =>
        inner.LoadRecordAsync(name, cancellationToken);

    public ValueTask<long> SaveRecordAsync(
        string name, long expectedVersion, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        inner.SaveRecordAsync(name, expectedVersion, value, cancellationToken);
}
