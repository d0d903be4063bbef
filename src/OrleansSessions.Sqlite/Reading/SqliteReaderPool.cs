using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OrleansSessions.Sqlite;

/// <summary>A bounded number of connections that read, opened as they are needed. Thread-safe.</summary>
internal sealed class SqliteReaderPool(SqliteDatabase database, int size) : IDisposable
{
    private readonly SemaphoreSlim free = new(size);
    private readonly ConcurrentBag<SqliteReader> readers = [];
    private volatile bool isClosed;

    /// <exception cref="SessionException">SQLite failed.</exception>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public async ValueTask<T> ReadAsync<T>(Func<SqliteReader, T> read, CancellationToken cancellationToken)
    {
        await free.WaitAsync(cancellationToken);
        try
        {
            ObjectDisposedException.ThrowIf(isClosed, this);
            var reader = readers.TryTake(out var idle) ? idle : new SqliteReader(database.OpenForReading());
            try
            {
                return read(reader);
            }
            finally
            {
                readers.Add(reader);
            }
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.Describe(exception, database.Path);
        }
        finally
        {
            free.Release();
        }
    }

    /// <summary>Waits for those that read, and closes; whoever comes later is told so.</summary>
    public void Dispose()
    {
        isClosed = true;
        for (var i = 0; i < size; i++)
        {
            free.Wait();
        }

        foreach (var reader in readers)
        {
            reader.Dispose();
        }

        free.Release(size);
    }
}
