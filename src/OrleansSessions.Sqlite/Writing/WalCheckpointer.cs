using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansSessions.Sqlite;

/// <summary>
/// Moves the write-ahead log into the file: most of it beside the writer, on a connection of its own, and only what came
/// meanwhile in the writer's way. Then the log begins again, which it does not while anything is left in it.
/// </summary>
/// <param name="writing">The writer's connection.</param>
/// <param name="own">A connection for this alone; it is disposed with it.</param>
internal sealed class WalCheckpointer(SqliteConnection writing, SqliteConnection own) : IDisposable
{
    // 128 MiB. Larger writes less, for a page that many commits have changed is moved once; but the log takes so much room on the
    // disk, and a restart after a crash reads it.
    private const int StartAt = 32_768;

    private const int CacheWrites = 9; // SQLITE_DBSTATUS_CACHE_WRITE, which SQLitePCL does not name.

    private Task? moving;
    private int inLog;

    /// <summary>To be called by the writer, between its transactions.</summary>
    public void Advance()
    {
        _ = raw.sqlite3_db_status(writing.Handle!, CacheWrites, out var pages, out _, resetFlg: 1);
        inLog += pages;
        if (moving is null && inLog >= StartAt)
        {
            moving = Task.Run(() => Move(own));
        }
        else if (moving is { IsCompleted: true })
        {
            MoveAll();
        }
    }

    /// <summary>Moves what is left in the log, so that the next transaction begins it again. To be called by the writer.</summary>
    public void MoveAll()
    {
        // A reader that is at an older state keeps in the log what is newer: then it is tried again when as much has come.
        moving?.Wait();
        Move(writing);
        (moving, inLog) = (null, 0);
    }

    public void Dispose()
    {
        moving?.Wait();
        own.Dispose();
    }

    // What can not be moved now, for a full disk or a reader in the way, stays in the log, which is as durable.
    private static void Move(SqliteConnection connection) =>
        _ = raw.sqlite3_wal_checkpoint_v2(connection.Handle!, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
}
