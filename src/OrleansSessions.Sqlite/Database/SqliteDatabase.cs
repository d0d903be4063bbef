using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansSessions.Sqlite;

/// <summary>Opens connections to the file.</summary>
internal sealed class SqliteDatabase(string path)
{
    private const int BusyMilliseconds = 10_000;

    // Under random keys the pages of the state are all hot; the file's pages that do not fit are read from the system's cache.
    private const int WriterCacheKibibytes = 64 * 1024;

    public string Path => path;

    /// <exception cref="SqliteException">The file can not be opened.</exception>
    /// <exception cref="SessionException">The file's system does not let SQLite keep a write-ahead log.</exception>
    public SqliteConnection OpenForWriting()
    {
        var connection = Open(SqliteOpenMode.ReadWriteCreate);
        try
        {
            var mode = Query(connection, "pragma journal_mode = wal");
            if (mode != "wal")
            {
                throw new SessionException($"SQLite can not keep a write-ahead log for '{path}' (its mode is '{mode}'): use a local disk.");
            }

            Execute(connection, "pragma synchronous = full");
            Execute(connection, $"pragma cache_size = -{WriterCacheKibibytes}");
            // That is the work of WalCheckpointer.
            Execute(connection, "pragma wal_autocheckpoint = 0");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public SqliteConnection OpenForReading()
    {
        var connection = Open(SqliteOpenMode.ReadWrite);
        Execute(connection, "pragma query_only = 1");
        return connection;
    }

    public static void Execute(SqliteConnection connection, string sql) => Query(connection, sql);

    /// <summary>The first column of the first row as text; empty when there is no row.</summary>
    public static string Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        // Ours alone, never a caller's: names and numbers that are constants or integers.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return FormattableString.Invariant($"{command.ExecuteScalar()}");
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        // A pool would keep the file open behind the store's back.
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString();
        var connection = new SqliteConnection(text);
        try
        {
            connection.Open();
            SqliteException.ThrowExceptionForRC(raw.sqlite3_busy_timeout(connection.Handle!, BusyMilliseconds), connection.Handle);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
