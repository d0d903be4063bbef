using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OrleansSessions.Sqlite;

/// <summary>
/// The thread that writes. What has come while a transaction was stored goes into the next one together, so that a group of
/// commits, the checkpoints of consumers and retention share its fsync.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    private const int MaxBatch = 64;

    private readonly BlockingCollection<SqliteWork> queue = [];
    private readonly WriteSession session;
    private readonly WalCheckpointer checkpointer;
    private readonly string path;
    private readonly Thread thread;

    public SqliteWriter(WriteSession session, WalCheckpointer checkpointer, string path)
    {
        this.session = session;
        this.checkpointer = checkpointer;
        this.path = path;
        thread = new Thread(Write) { IsBackground = true, Name = "SQLite session store" };
        thread.Start();
    }

    /// <summary>Does work in a transaction.</summary>
    /// <exception cref="SessionException">It is not stored; after a commit that failed in its last step that is not certain.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public Task<T> RunAsync<T>(Func<WriteSession, T> apply)
    {
        var work = new SqliteWork<T>(apply);
        try
        {
            queue.Add(work);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(path, "The store is closed.");
        }

        return work.Task;
    }

    /// <summary>Takes no more work, does what waits, and closes the connection.</summary>
    public void Dispose()
    {
        queue.CompleteAdding();
        thread.Join();
        checkpointer.Dispose();
        session.Dispose();
        queue.Dispose();
    }

    private void Write()
    {
        var batch = new List<SqliteWork>(MaxBatch);
        while (queue.TryTake(out var first, Timeout.Infinite))
        {
            batch.Add(first);
            while (batch.Count < MaxBatch && queue.TryTake(out var next))
            {
                batch.Add(next);
            }

            Run(batch);
            batch.Clear();
            checkpointer.Advance();
        }
    }

    private void Run(List<SqliteWork> batch, bool isLastTry = false)
    {
        var isCommitted = false;
        try
        {
            session.Run(batch, out isCommitted);
            foreach (var work in batch)
            {
                work.Complete();
            }
        }
        catch (Exception) when (!isCommitted && !isLastTry)
        {
            // The disk may be full of the write-ahead log. Or one may have spoilt it for the others: each has its own transaction now.
            checkpointer.MoveAll();
            foreach (var work in batch)
            {
                Run([work], isLastTry: true);
            }
        }
        catch (Exception exception)
        {
            var told = exception is SqliteException failure ? SqliteFailures.Describe(failure, path) : exception;
            foreach (var work in batch)
            {
                work.Fail(told);
            }
        }
    }
}
