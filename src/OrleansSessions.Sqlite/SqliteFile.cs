using Microsoft.Extensions.Logging;

namespace OrleansSessions.Sqlite;

/// <summary>The open file: its lock, its writer, its readers, and the removal of what the log need not keep.</summary>
internal sealed partial class SqliteFile : IDisposable
{
    private const int Readers = 4;

    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromMinutes(1);

    private readonly ILogger logger;
    private readonly SqliteFileLock fileLock;
    private readonly WriteSession session;
    private readonly SqliteReaderPool rowReaders;
    private readonly SqliteReaderPool scanReaders;
    private readonly ITimer retentionTimer;
    private Task retaining = Task.CompletedTask;

    /// <exception cref="SessionException">It is in use, or of another shape; the message says why.</exception>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">SQLite can not open it.</exception>
    public SqliteFile(SqliteSessionStoreOptions options, TimeProvider time, ILogger logger)
    {
        this.logger = logger;
        var path = Path.GetFullPath(options.Path);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        fileLock = SqliteFileLock.Take(path);
        try
        {
            var database = new SqliteDatabase(path);
            Signals = new LogSignals(options.Partitions);
            session = OpenSession(database, options, time);
            rowReaders = new SqliteReaderPool(database, Readers);
            scanReaders = new SqliteReaderPool(database, Readers);
            Writer = new SqliteWriter(session, new WalCheckpointer(session.Connection, database.OpenForWriting()), path);
            retentionTimer = time.CreateTimer(_ => StartRetention(), null, RetentionPeriod, RetentionPeriod);
        }
        catch
        {
            fileLock.Dispose();
            throw;
        }
    }

    public LogSignals Signals { get; }

    public SqliteWriter Writer { get; }

    /// <summary>Called at each step of each transaction; for tests, which make it throw.</summary>
    public Action<CommitStep>? Reached
    {
        set => session.Reached = value;
    }

    /// <summary>Reads a row or two, on the caller's thread: it takes some microseconds.</summary>
    public ValueTask<T> ReadRowAsync<T>(Func<SqliteReader, T> read, CancellationToken cancellationToken) =>
        rowReaders.ReadAsync(read, cancellationToken);

    /// <summary>Reads what may be much: not on a grain's scheduler, and not in the way of those that read rows.</summary>
    public ValueTask<T> ScanAsync<T>(Func<SqliteReader, T> read, CancellationToken cancellationToken) =>
        new(Task.Run(() => scanReaders.ReadAsync(read, cancellationToken).AsTask(), cancellationToken));

    /// <summary>Removes all that retention need not keep, a step in each transaction.</summary>
    public async Task ApplyRetentionAsync()
    {
        for (var partition = 0; partition < Signals.Partitions; partition++)
        {
            var current = partition;
            while (await Writer.RunAsync(writing => writing.Trim(current)))
            {
            }
        }
    }

    public void Dispose()
    {
        // The writer last: the last connection to close moves the write-ahead log into the file.
        retentionTimer.Dispose();
        rowReaders.Dispose();
        scanReaders.Dispose();
        Writer.Dispose();
        fileLock.Dispose();
    }

    private WriteSession OpenSession(SqliteDatabase database, SqliteSessionStoreOptions options, TimeProvider time)
    {
        var connection = database.OpenForWriting();
        try
        {
            SqliteSchema.Prepare(connection, options);
            return new WriteSession(connection, new LogRetention(options, time), Signals);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void StartRetention()
    {
        // One at a time: a tick that finds the last one still at work leaves it to that.
        if (retaining.IsCompleted)
        {
            retaining = RetainAsync();
        }
    }

    private async Task RetainAsync()
    {
        try
        {
            await ApplyRetentionAsync();
        }
        catch (ObjectDisposedException)
        {
            // The store is closing: the next one to open it goes on.
        }
        catch (Exception exception)
        {
            LogRetentionFailed(logger, exception);
        }
    }
}
