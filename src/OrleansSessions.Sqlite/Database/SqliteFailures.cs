using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansSessions.Sqlite;

/// <summary>Says in the store's words what SQLite says.</summary>
internal static class SqliteFailures
{
    public static SessionException Describe(SqliteException exception, string path)
    {
        // Growing the index of the write-ahead log is an I/O error of its own kind when there is no room.
        var isFull = exception.SqliteErrorCode == raw.SQLITE_FULL || exception.SqliteExtendedErrorCode == raw.SQLITE_IOERR_SHMSIZE;
        return isFull
            ? new SessionException(
                $"The disk of '{path}' is full: nothing of this was stored. Reading goes on, and so does storing once there is room again.",
                exception)
            : new SessionException($"SQLite failed on '{path}': {exception.Message}", exception);
    }
}
