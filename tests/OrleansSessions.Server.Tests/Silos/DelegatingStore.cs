namespace OrleansSessions.Server.Tests;

/// <summary>A store that passes everything on: for tests that step in on the way.</summary>
internal abstract class DelegatingStore(ISessionStore inner) : ISessionStore
{
    public int Partitions => inner.Partitions;

    public int CommitParallelism { get; init; } = inner.CommitParallelism;

    public ValueTask OpenAsync(StoreOpening opening, CancellationToken cancellationToken) => inner.OpenAsync(opening, cancellationToken);

    public virtual ValueTask<StoredKey> LoadAsync(SessionKey key, CancellationToken cancellationToken) => inner.LoadAsync(key, cancellationToken);

    public virtual ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken) =>
        inner.CommitAsync(group, cancellationToken);

    public ValueTask DeleteKeyAsync(SessionKey key, CancellationToken cancellationToken) => inner.DeleteKeyAsync(key, cancellationToken);

    public ValueTask<IReadOnlyList<string>> ReadOpenKeysAsync(
        string sessionizer, string? after, int maxCount, CancellationToken cancellationToken) =>
        inner.ReadOpenKeysAsync(sessionizer, after, maxCount, cancellationToken);

    public virtual ValueTask<long> ReadGreatestOpenEndAsync(string sessionizer, CancellationToken cancellationToken) =>
        inner.ReadGreatestOpenEndAsync(sessionizer, cancellationToken);

    public virtual ValueTask<IReadOnlyList<string>> ReadDueAsync(
        string sessionizer, Watermark watermark, int maxCount, CancellationToken cancellationToken) =>
        inner.ReadDueAsync(sessionizer, watermark, maxCount, cancellationToken);

    public virtual ValueTask<LogSlice> ReadLogAsync(LogQuery query, CancellationToken cancellationToken) =>
        inner.ReadLogAsync(query, cancellationToken);

    public ValueTask<long> GetLogEndAsync(int partition, CancellationToken cancellationToken) =>
        inner.GetLogEndAsync(partition, cancellationToken);

    public ValueTask WaitForLogAsync(int partition, long after, CancellationToken cancellationToken) =>
        inner.WaitForLogAsync(partition, after, cancellationToken);

    public virtual ValueTask<long?> LoadCheckpointAsync(string consumer, int partition, CancellationToken cancellationToken) =>
        inner.LoadCheckpointAsync(consumer, partition, cancellationToken);

    public ValueTask SaveCheckpointAsync(string consumer, int partition, long position, CancellationToken cancellationToken) =>
        inner.SaveCheckpointAsync(consumer, partition, position, cancellationToken);

    public virtual ValueTask<StoredRecord> LoadRecordAsync(string name, CancellationToken cancellationToken) =>
        inner.LoadRecordAsync(name, cancellationToken);

    public ValueTask<long> SaveRecordAsync(
        string name, long expectedVersion, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        inner.SaveRecordAsync(name, expectedVersion, value, cancellationToken);
}
