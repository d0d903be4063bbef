using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace OrleansSessions.Sqlite;

/// <summary>
/// A prepared statement, used again and again by one thread at a time. ADO.NET's commands box each value and cost a third of
/// the throughput; and they cut text at a NUL.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int StackBytes = 1_024;

    private readonly sqlite3 database;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(
            raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out statement), database);
    }

    public SqliteStatement Bind(int index, long value) => Check(raw.sqlite3_bind_int64(statement, index, value));

    public SqliteStatement Bind(int index, long? value) => value is { } given ? Bind(index, given) : BindNull(index);

    public SqliteStatement BindNull(int index) => Check(raw.sqlite3_bind_null(statement, index));

    public SqliteStatement Bind(int index, string? text)
    {
        if (text is null)
        {
            return BindNull(index);
        }

        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        var bytes = most <= StackBytes ? stackalloc byte[most] : new byte[most];
        return Check(raw.sqlite3_bind_text(statement, index, bytes[..Encoding.UTF8.GetBytes(text, bytes)]));
    }

    // An empty span has no address, and SQLite takes a blob without address for null.
    public SqliteStatement Bind(int index, ReadOnlyMemory<byte> bytes) => Check(bytes.IsEmpty
        ? raw.sqlite3_bind_zeroblob(statement, index, 0)
        : raw.sqlite3_bind_blob(statement, index, bytes.Span));

    /// <summary>Runs the statement to its end.</summary>
    /// <returns>The number of rows that it changed.</returns>
    public int Run()
    {
        try
        {
            while (Step())
            {
            }

            return raw.sqlite3_changes(database);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    public bool Step()
    {
        var result = raw.sqlite3_step(statement);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        SqliteException.ThrowExceptionForRC(result, database);
        return false;
    }

    public long GetInt64(int column) => raw.sqlite3_column_int64(statement, column);

    public long? GetNullableInt64(int column) =>
        raw.sqlite3_column_type(statement, column) == raw.SQLITE_NULL ? null : GetInt64(column);

    // Text is read as its bytes: as text it would end at a NUL.
    public string GetText(int column) => Encoding.UTF8.GetString(raw.sqlite3_column_blob(statement, column));

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(statement, column).ToArray();

    /// <summary>Makes the statement ready for its next use; what made it fail has been thrown already.</summary>
    public void Reset() => raw.sqlite3_reset(statement);

    public void Dispose() => statement.Dispose();

    private SqliteStatement Check(int result)
    {
        SqliteException.ThrowExceptionForRC(result, database);
        return this;
    }
}
