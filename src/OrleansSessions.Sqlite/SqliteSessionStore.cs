using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OrleansSessions.Server;

namespace OrleansSessions.Sqlite;

/// <summary>
/// Keeps the sessions of one silo in a SQLite file. What is acknowledged has been synchronized to the disk, a group of commits
/// with one fsync. One process at a time has the file; silos of a test cluster in one process may share one instance.
/// </summary>
public sealed partial class SqliteSessionStore : ISessionStore, IAsyncDisposable, IDisposable
{
    private readonly SqliteSessionStoreOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<SqliteSessionStore> logger;
    private readonly Lock gate = new();
    private readonly HashSet<string> silos = [];
    private SqliteFile? file;
    private bool isDisposed;

    /// <summary>A store that is not open yet: nothing is read or written.</summary>
    /// <param name="options">Where it is, and what it keeps.</param>
    /// <param name="time">Dates entries of the log, and paces the removal of old ones.</param>
    /// <param name="logger">Logs.</param>
    /// <exception cref="ArgumentException">An option is outside its range.</exception>
    public SqliteSessionStore(SqliteSessionStoreOptions options, TimeProvider time, ILogger<SqliteSessionStore> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(logger);
        var broken = string.Join(" ", options.FindBroken());
        if (broken.Length > 0)
        {
            throw new ArgumentException(broken, nameof(options));
        }

        this.options = options;
        this.time = time;
        this.logger = logger;
    }

    /// <inheritdoc/>
    public int Partitions => options.Partitions;

    /// <inheritdoc/>
    public int CommitParallelism => 1;

    internal SqliteFile File => file ?? throw (isDisposed
        ? new ObjectDisposedException(options.Path, "The store is closed.")
        : new InvalidOperationException($"The store '{options.Path}' has not been opened."));

    /// <inheritdoc/>
    public ValueTask OpenAsync(StoreOpening opening, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(opening);
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isDisposed, this);
            if (opening.OtherSilos.FirstOrDefault(silo => !silos.Contains(silo)) is { } stranger)
            {
                throw new SessionException(
                    $"A SQLite store serves one silo, but silo {stranger} is active in this cluster with a store of its own: silo "
                    + $"{opening.Silo} must not start, or the keys of one would be unknown to the other. Run one silo, or configure a "
                    + "store that silos share.");
            }

            file ??= Open();
            silos.Add(opening.Silo);
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<StoredKey> LoadAsync(SessionKey key, CancellationToken cancellationToken) =>
        File.ReadRowAsync(reader => reader.Load(key), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredKey[]> LoadManyAsync(IReadOnlyList<SessionKey> keys, CancellationToken cancellationToken) =>
        File.ReadRowAsync(reader => keys.Select(reader.Load).ToArray(), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Count == 0 ? [] : await File.Writer.RunAsync(session => session.Commit(group));
    }

    /// <inheritdoc/>
    public async ValueTask DeleteKeyAsync(SessionKey key, CancellationToken cancellationToken)
    {
        // Looked for beside the writer, which then has only what has come since to look through.
        var partition = key.GetPartition(Partitions);
        var (positions, through) = await File.ScanAsync(reader => reader.FindLogOfKey(key, partition), cancellationToken);
        await File.Writer.RunAsync(session =>
        {
            session.Keys.Delete(key);
            session.Log.Delete(key, partition, positions, through);
            return true;
        });
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<string>> ReadDueAsync(
        string sessionizer, Watermark watermark, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        while (true)
        {
            var found = await File.ScanAsync(reader => reader.ReadDue(sessionizer, watermark, maxCount), cancellationToken);
            var extended = found.Where(key => key.Due != key.Deadline).Select(key => key.Key).ToList();
            if (extended.Count == 0)
            {
                return [.. found.Select(key => key.Key)];
            }

            await File.Writer.RunAsync(session =>
            {
                session.Keys.Rearm(sessionizer, extended);
                return true;
            });
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<string>> ReadOpenKeysAsync(
        string sessionizer, string? after, int maxCount, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        return File.ScanAsync(reader => reader.ReadOpenKeys(sessionizer, after, maxCount), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long> ReadGreatestOpenEndAsync(string sessionizer, CancellationToken cancellationToken) =>
        File.ScanAsync(reader => reader.ReadGreatestOpenEnd(sessionizer), cancellationToken);

    /// <inheritdoc/>
    public ValueTask<LogSlice> ReadLogAsync(LogQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return File.ScanAsync(reader => reader.ReadLog(query), cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<long> GetLogEndAsync(int partition, CancellationToken cancellationToken) => new(File.Signals.GetEnd(partition));

    /// <inheritdoc/>
    public ValueTask WaitForLogAsync(int partition, long after, CancellationToken cancellationToken) =>
        new(File.Signals.WaitAsync(partition, after, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<long?> LoadCheckpointAsync(string consumer, int partition, CancellationToken cancellationToken) =>
        File.ReadRowAsync(reader => reader.LoadCheckpoint(consumer, partition), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask SaveCheckpointAsync(string consumer, int partition, long position, CancellationToken cancellationToken) =>
        await File.Writer.RunAsync(session =>
        {
            session.Records.SaveCheckpoint(consumer, partition, position);
            return true;
        });

    /// <inheritdoc/>
    public ValueTask<StoredRecord> LoadRecordAsync(string name, CancellationToken cancellationToken) =>
        File.ReadRowAsync(reader => reader.LoadRecord(name), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<long> SaveRecordAsync(
        string name, long expectedVersion, ReadOnlyMemory<byte> value, CancellationToken cancellationToken) =>
        await File.Writer.RunAsync(session => session.Records.Save(name, expectedVersion, value));

    /// <summary>Stores what waits, moves it from the write-ahead log into the file, and closes.</summary>
    public void Dispose()
    {
        SqliteFile? closing;
        lock (gate)
        {
            isDisposed = true;
            closing = file;
            file = null;
        }

        closing?.Dispose();
    }

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync() => new(Task.Run(Dispose));

    private SqliteFile Open()
    {
        try
        {
            var opened = new SqliteFile(options, time, logger);
            LogOpened(logger, options.Path, options.Partitions);
            return opened;
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.Describe(exception, options.Path);
        }
    }
}
