namespace OrleansSessions.Sqlite;

/// <summary>
/// Keeps other processes, and other stores of this one, off a file. The operating system holds the lock and releases it when
/// the process ends, however it ends.
/// </summary>
internal sealed class SqliteFileLock : IDisposable
{
    private readonly FileStream file;

    private SqliteFileLock(FileStream file) => this.file = file;

    /// <exception cref="SessionException">Another has it.</exception>
    public static SqliteFileLock Take(string path)
    {
        try
        {
            return new SqliteFileLock(new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SessionException(
                $"The store '{path}' is in use, or its lock '{path}.lock' can not be taken: {exception.Message} A SQLite store is for "
                + "one silo in one process at a time. Stop the other, or configure a store that silos share.",
                exception);
        }
    }

    // The file stays: if it were deleted, one process could hold the lock on the old file and another on a new one.
    public void Dispose() => file.Dispose();
}
