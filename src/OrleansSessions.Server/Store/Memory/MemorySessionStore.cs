using System.Collections.Concurrent;

namespace OrleansSessions.Server;

/// <summary>
/// Keeps sessions in this process and nowhere else: what is open is lost when the process ends. For development, tests,
/// and work that can be repeated. One process only; the silos of a test cluster may share one instance.
/// </summary>
public sealed class MemorySessionStore : IInProcessStore
{
    private readonly MemoryPartition[] partitions;
    private readonly ConcurrentDictionary<string, bool> silos = [];
    private readonly ConcurrentDictionary<string, StoredRecord> records = [];
    private readonly ConcurrentDictionary<(string Consumer, int Partition), long> checkpoints = [];

    /// <summary>An empty store.</summary>
    /// <param name="options">Its bounds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is outside its range.</exception>
    public MemorySessionStore(MemorySessionStoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Partitions, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Partitions, 1024);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxLogEntries, options.Partitions);
        var entriesPerPartition = options.MaxLogEntries / options.Partitions;
        partitions = [.. Enumerable.Range(0, options.Partitions).Select(i => new MemoryPartition(i, entriesPerPartition))];
    }

    /// <inheritdoc/>
    public int Partitions => partitions.Length;

    /// <inheritdoc/>
    public int CommitParallelism => 1;

    /// <summary>The number of keys with open sessions or a tail. For tests and tools.</summary>
    internal int KeyCount => partitions.Sum(partition => partition.KeyCount);

    /// <inheritdoc/>
    public ValueTask OpenAsync(StoreOpening opening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(opening);
        var stranger = opening.OtherSilos.FirstOrDefault(silo => !silos.ContainsKey(silo));
        if (stranger is not null)
        {
            throw new SessionException(
                $"The memory store lives in one process, but silo {stranger} is active in this cluster with a store of its own: "
                + $"silo {opening.Silo} must not start, or the keys of one would be unknown to the other. "
                + "Run one silo, or configure a store that silos share.");
        }

        silos[opening.Silo] = true;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StoredKey> LoadAsync(SessionKey key, CancellationToken cancellationToken) =>
        new(partitions[key.GetPartition(partitions.Length)].Load(key));

    /// <inheritdoc/>
    public ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        var versions = new long[group.Count];
        for (var i = 0; i < versions.Length; i++)
        {
            versions[i] = Commit(group[i]);
        }

        return new ValueTask<long[]>(versions);
    }

    long IInProcessStore.Commit(SessionCommit commit) => Commit(commit);

    /// <inheritdoc/>
    public ValueTask DeleteKeyAsync(SessionKey key, CancellationToken cancellationToken)
    {
        partitions[key.GetPartition(partitions.Length)].Delete(key);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ReadDueAsync(
        string sessionizer, Watermark watermark, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        var found = partitions
            .SelectMany(partition => partition.ReadDue(sessionizer, watermark, maxCount))
            .OrderBy(key => key.DeadlineTicks)
            .Take(maxCount)
            .Select(key => key.Key);
        return new ValueTask<IReadOnlyList<string>>(found.ToList());
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ReadOpenKeysAsync(
        string sessionizer, string? after, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        return new ValueTask<IReadOnlyList<string>>(
        [
            .. partitions.SelectMany(partition => partition.GetOpenKeys(sessionizer))
                .Where(key => after is null || string.CompareOrdinal(key, after) > 0)
                .Order(StringComparer.Ordinal)
                .Take(maxCount)
        ]);
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadGreatestOpenEndAsync(string sessionizer, CancellationToken cancellationToken) =>
        new(partitions.Max(partition => partition.GetGreatestOpenEnd(sessionizer)));

    /// <inheritdoc/>
    public ValueTask<LogSlice> ReadLogAsync(LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new ValueTask<LogSlice>(partitions[query.Partition].Read(query));
    }

    /// <inheritdoc/>
    public ValueTask<long> GetLogEndAsync(int partition, CancellationToken cancellationToken) => new(partitions[partition].GetEnd());

    /// <inheritdoc/>
    public ValueTask WaitForLogAsync(int partition, long after, CancellationToken cancellationToken) =>
        new(partitions[partition].WaitAsync(after, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<long?> LoadCheckpointAsync(string consumer, int partition, CancellationToken cancellationToken) =>
        new(checkpoints.TryGetValue((consumer, partition), out var position) ? position : null);

    /// <inheritdoc/>
    public ValueTask SaveCheckpointAsync(string consumer, int partition, long position, CancellationToken cancellationToken)
    {
        checkpoints.AddOrUpdate((consumer, partition), position, (_, saved) => Math.Max(saved, position));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StoredRecord> LoadRecordAsync(string name, CancellationToken cancellationToken) =>
        new(records.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask<long> SaveRecordAsync(
        string name, long expectedVersion, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var next = new StoredRecord(expectedVersion + 1, value);
        var isSaved = expectedVersion == 0
            ? records.TryAdd(name, next)
            : records.TryGetValue(name, out var stored) && stored.Version == expectedVersion && records.TryUpdate(name, next, stored);
        return new ValueTask<long>(isSaved ? next.Version : SessionCommit.Conflict);
    }

    private long Commit(SessionCommit commit) => partitions[commit.Partition].Commit(commit);
}
