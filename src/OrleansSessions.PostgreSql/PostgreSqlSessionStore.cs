using Microsoft.Extensions.Logging;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>
/// Keeps sessions on a PostgreSQL server (15 or newer) that the silos of a cluster share: what was acknowledged survives silos,
/// and the server's crash. It creates and upgrades its schema itself.
/// </summary>
/// <remarks>
/// Closed sessions and late events can be queried as <c>closed_sessions</c> and <c>late_events</c> in the store's schema. While
/// the server is away, operations wait for <see cref="PostgreSqlSessionStoreOptions.RetryPeriod"/> and then fail; nothing is
/// acknowledged that is not stored.
/// </remarks>
public sealed class PostgreSqlSessionStore : ISessionStore, IAsyncDisposable
{
    private readonly ServerConnections connections;
    private readonly SchemaOpening opening;
    private readonly KeyTable keys;
    private readonly DueKeys due;
    private readonly LogTable log;
    private readonly CheckpointTable checkpoints;
    private readonly RecordTable records;

    /// <summary>A store; the server is not asked before <see cref="OpenAsync"/>.</summary>
    /// <param name="options">Where it is, and its bounds; not changed afterwards.</param>
    /// <param name="timeProvider">The clock of the sessions, which says when an entry was logged and how old it is.</param>
    /// <param name="loggerFactory">Makes the loggers.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message names all that are.</exception>
    public PostgreSqlSessionStore(PostgreSqlSessionStoreOptions options, TimeProvider timeProvider, ILoggerFactory loggerFactory)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(loggerFactory);
        PostgreSqlSessionStoreOptionsRules.ThrowIfBroken(options);
        var logger = loggerFactory.CreateLogger<PostgreSqlSessionStore>();
        // Quoted, for the name may be a word of SQL.
        var schema = $"\"{options.Schema}\"";
        Partitions = options.Partitions;
        connections = new ServerConnections(options, logger);
        opening = new SchemaOpening(connections, options, logger);
        Watch = new LogWatch(connections, schema, options.Partitions, logger);
        Retention = new LogRetention(connections, options, schema, timeProvider, logger);
        Writer = new CommitWriter(connections, schema, Watch, timeProvider);
        keys = new KeyTable(connections, schema);
        due = new DueKeys(connections, schema);
        log = new LogTable(connections, schema);
        checkpoints = new CheckpointTable(connections, schema);
        records = new RecordTable(connections, schema);
    }

    /// <inheritdoc/>
    public int Partitions { get; }

    /// <inheritdoc/>
    public int CommitParallelism => 2;

    internal CommitWriter Writer { get; }

    internal LogWatch Watch { get; }

    internal LogRetention Retention { get; }

    /// <inheritdoc/>
    public async ValueTask OpenAsync(StoreOpening opening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(opening);
        await this.opening.OpenAsync(cancellationToken);
        Watch.Start();
        Retention.Start();
    }

    /// <inheritdoc/>
    public ValueTask<StoredKey> LoadAsync(SessionKey key, CancellationToken cancellationToken) => keys.LoadAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredKey[]> LoadManyAsync(IReadOnlyList<SessionKey> keys, CancellationToken cancellationToken) =>
        this.keys.LoadAsync(keys, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        return await Writer.CommitAsync(group, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DeleteKeyAsync(SessionKey key, CancellationToken cancellationToken) => keys.DeleteAsync(key, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ReadDueAsync(
        string sessionizer, Watermark watermark, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        return due.ReadAsync(sessionizer, watermark, maxCount, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ReadOpenKeysAsync(
        string sessionizer, string? after, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        return keys.ReadOpenKeysAsync(sessionizer, after, maxCount, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadGreatestOpenEndAsync(string sessionizer, CancellationToken cancellationToken) =>
        keys.ReadGreatestOpenEndAsync(sessionizer, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LogSlice> ReadLogAsync(LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ThrowIfNoPartition(query.Partition);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(query.MaxCount);
        return log.ReadAsync(query, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long> GetLogEndAsync(int partition, CancellationToken cancellationToken)
    {
        ThrowIfNoPartition(partition);
        return log.GetEndAsync(partition, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask WaitForLogAsync(int partition, long after, CancellationToken cancellationToken)
    {
        ThrowIfNoPartition(partition);
        return Watch.WaitAsync(partition, after, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long?> LoadCheckpointAsync(string consumer, int partition, CancellationToken cancellationToken) =>
        checkpoints.LoadAsync(consumer, partition, cancellationToken);

    /// <inheritdoc/>
    public ValueTask SaveCheckpointAsync(string consumer, int partition, long position, CancellationToken cancellationToken) =>
        checkpoints.SaveAsync(consumer, partition, position, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredRecord> LoadRecordAsync(string name, CancellationToken cancellationToken) =>
        records.LoadAsync(name, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<long> SaveRecordAsync(
        string name, long expectedVersion, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        records.SaveAsync(name, expectedVersion, value, cancellationToken);

    /// <summary>Ends the store's own work and closes its connections.</summary>
    public async ValueTask DisposeAsync()
    {
        await Watch.DisposeAsync();
        await Retention.DisposeAsync();
        await connections.DisposeAsync();
    }

    private void ThrowIfNoPartition(int partition)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(partition);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partition, Partitions);
    }
}
