namespace OrleansSessions.Server;

/// <summary>Where sessions are kept: the open state of each key, and the log of what has closed.</summary>
/// <remarks>
/// Thread-safe. A member that throws has changed nothing, save <see cref="CommitAsync"/>, whose outcome is then unknown.
/// </remarks>
public interface ISessionStore
{
    /// <summary>The number of partitions of the log: fixed when the store is created.</summary>
    int Partitions { get; }

    /// <summary>
    /// How many groups a silo may commit at once, each of other keys: 1 where groups would only wait for each other.
    /// </summary>
    int CommitParallelism { get; }

    /// <summary>Opens the store for a silo, before the silo takes calls.</summary>
    /// <param name="opening">The silo and its cluster.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SessionException">The store can not serve this silo in this cluster; the message says why.</exception>
    ValueTask OpenAsync(StoreOpening opening, CancellationToken cancellationToken);

    /// <summary>Loads a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<StoredKey> LoadAsync(SessionKey key, CancellationToken cancellationToken);

    /// <summary>Loads several keys. Without an implementation of its own, a store loads one after the other.</summary>
    /// <param name="keys">The keys; one may be there twice.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>For each key what <see cref="LoadAsync"/> gives, in order.</returns>
    async ValueTask<StoredKey[]> LoadManyAsync(IReadOnlyList<SessionKey> keys, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var stored = new StoredKey[keys.Count];
        for (var i = 0; i < stored.Length; i++)
        {
            stored[i] = await LoadAsync(keys[i], cancellationToken);
        }

        return stored;
    }

    /// <summary>
    /// Stores a group of commits in one transaction: each wholly or, when its key's version is another than expected, not at
    /// all, without touching the others. When it returns, the group is as durable as the store gets.
    /// </summary>
    /// <param name="group">The commits; no key twice.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>
    /// For each commit the key's new version, 0 when the key was removed, or <see cref="SessionCommit.Conflict"/>. A version is
    /// greater than every one that the key had before, also before a removal.
    /// </returns>
    ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes all that the store has of a key, also its entries in the log: their positions stay empty. An activation that
    /// still holds the key gets a conflict at its next commit.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask DeleteKeyAsync(SessionKey key, CancellationToken cancellationToken);

    /// <summary>Keys of a sessionizer whose deadline is not after a watermark, soonest first.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="watermark">The watermark.</param>
    /// <param name="maxCount">The most keys; positive.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<string>> ReadDueAsync(
        string sessionizer, Watermark watermark, int maxCount, CancellationToken cancellationToken);

    /// <summary>
    /// Keys of a sessionizer that have an open session (<see cref="SessionCommit.OpenEndTicks"/> is not 0), in an order of the
    /// store's own that does not change.
    /// </summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="after">The key after which to begin; null for the first.</param>
    /// <param name="maxCount">The most keys; positive.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<IReadOnlyList<string>> ReadOpenKeysAsync(
        string sessionizer, string? after, int maxCount, CancellationToken cancellationToken);

    /// <summary>The greatest <see cref="SessionCommit.OpenEndTicks"/> of a sessionizer's keys; 0 when none has an open session.</summary>
    /// <param name="sessionizer">The sessionizer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <remarks>May look at every key: it is asked when all event sources have fallen silent and when a silo comes or goes, not in the course of work.</remarks>
    ValueTask<long> ReadGreatestOpenEndAsync(string sessionizer, CancellationToken cancellationToken);

    /// <summary>Reads the log of one partition. An entry that was committed before the call is never skipped.</summary>
    /// <param name="query">What to read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SessionLogTruncatedException">Retention has removed what comes first.</exception>
    ValueTask<LogSlice> ReadLogAsync(LogQuery query, CancellationToken cancellationToken);

    /// <summary>The position of the newest entry of a partition; 0 when it has none.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<long> GetLogEndAsync(int partition, CancellationToken cancellationToken);

    /// <summary>
    /// Returns once a partition may have an entry after a position, at once where it has one. It may return too early, but
    /// not later than the store notices commits of other silos.
    /// </summary>
    /// <param name="partition">The partition.</param>
    /// <param name="after">The position.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    ValueTask WaitForLogAsync(int partition, long after, CancellationToken cancellationToken);

    /// <summary>How far a consumer of the log has taken a partition, or null when it has not saved that.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<long?> LoadCheckpointAsync(string consumer, int partition, CancellationToken cancellationToken);

    /// <summary>Saves how far a consumer has taken a partition. An older position than the saved one changes nothing.</summary>
    /// <param name="consumer">The consumer.</param>
    /// <param name="partition">The partition.</param>
    /// <param name="position">The position of the last entry taken.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask SaveCheckpointAsync(string consumer, int partition, long position, CancellationToken cancellationToken);

    /// <summary>
    /// A small named value that one grain owns, as a sessionizer's watermark; version 0 and empty when none is stored.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<StoredRecord> LoadRecordAsync(string name, CancellationToken cancellationToken);

    /// <summary>Stores a named value, unless its version is another than expected.</summary>
    /// <param name="name">The name.</param>
    /// <param name="expectedVersion">The version that the change is based on; 0 when there was none.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The new version, greater than the old, or <see cref="SessionCommit.Conflict"/>: nothing was stored.</returns>
    ValueTask<long> SaveRecordAsync(
        string name, long expectedVersion, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
}
