using Microsoft.Data.Sqlite;
using OrleansSessions.Server;

namespace OrleansSessions.Sqlite;

/// <summary>A connection that reads, with all that it has prepared. Used by one at a time; it never waits for the writer.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteStatement begin;
    private readonly SqliteStatement end;
    private readonly SqliteStatement load;
    private readonly SqliteStatement due;
    private readonly SqliteStatement openEnd;
    private readonly SqliteStatement openKeys;
    private readonly SqliteStatement bounds;
    private readonly SqliteStatement log;
    private readonly SqliteStatement logOfKey;
    private readonly SqliteStatement checkpoint;
    private readonly SqliteStatement record;

    public SqliteReader(SqliteConnection connection)
    {
        this.connection = connection;
        begin = new(connection, "begin");
        end = new(connection, "rollback");
        load = new(connection, "select version, state, deadline is null from session_key where sessionizer = ?1 and key = ?2");
        due = new(
            connection,
            "select key, deadline, due from session_key where sessionizer = ?1 and due <= ?2 order by due limit ?3");
        openEnd = new(connection, "select max(open_end) from session_key where sessionizer = ?1");
        openKeys = new(
            connection,
            "select key from session_key where sessionizer = ?1 and key > coalesce(?2, '') and open_end > 0 order by key limit ?3");
        bounds = new(connection, "select oldest, newest from log_partition where partition = ?1");
        log = new(
            connection,
            "select id, kind, sessionizer, key, payload from session_log where id >= ?1 and id <= ?2 "
            + "and (?3 is null or sessionizer = ?3) and (?4 is null or kind = ?4) order by id limit ?5");
        logOfKey = new(connection, "select id from session_log where id >= ?1 and id <= ?2 and sessionizer = ?3 and key = ?4");
        checkpoint = new(connection, "select position from checkpoint where consumer = ?1 and partition = ?2");
        record = new(connection, "select version, value from record where name = ?1");
    }

    public StoredKey Load(SessionKey key)
    {
        load.Bind(1, key.Sessionizer).Bind(2, key.Key);
        return ReadOne(load, row => new StoredKey(row.GetInt64(0), row.GetBytes(1), row.GetInt64(2) != 0));
    }

    public List<DueKey> ReadDue(string sessionizer, Watermark watermark, int maxCount)
    {
        due.Bind(1, sessionizer).Bind(2, watermark.Ticks).Bind(3, maxCount);
        return ReadAll(due, row => new DueKey(row.GetText(0), row.GetInt64(1), row.GetInt64(2)));
    }

    public long ReadGreatestOpenEnd(string sessionizer) => ReadOne(openEnd.Bind(1, sessionizer), row => row.GetInt64(0));

    public IReadOnlyList<string> ReadOpenKeys(string sessionizer, string? after, int maxCount) =>
        ReadAll(openKeys.Bind(1, sessionizer).Bind(2, after).Bind(3, maxCount), row => row.GetText(0));

    public LogSlice ReadLog(LogQuery query) => InSnapshot(() =>
    {
        var (oldest, newest) = ReadBounds(query.Partition);
        var from = query.After == LogQuery.Oldest ? oldest : query.After + 1;
        if (from < oldest)
        {
            throw new SessionLogTruncatedException(query.Partition, from, oldest);
        }

        if (from > newest)
        {
            // A position may be one of another log, so far ahead that an id made of it would lie in another partition.
            return new LogSlice([], from - 1);
        }

        log.Bind(1, SqliteSchema.GetId(query.Partition, from))
            .Bind(2, SqliteSchema.GetId(query.Partition, newest))
            .Bind(3, query.Sessionizer)
            .Bind(4, (long?)query.Kind)
            .Bind(5, query.MaxCount);
        var entries = ReadAll(log, row => new LogEntry(
            SqliteSchema.GetPosition(row.GetInt64(0)),
            (LogKind)row.GetInt64(1),
            new SessionKey(row.GetText(2), row.GetText(3)),
            row.GetBytes(4)));
        return new LogSlice(entries, entries.Count == query.MaxCount ? entries[^1].Position : Math.Max(newest, from - 1));
    });

    /// <summary>Where a key's entries are, and up to where that was looked for.</summary>
    public (List<long> Positions, long Through) FindLogOfKey(SessionKey key, int partition) => InSnapshot(() =>
    {
        var (oldest, newest) = ReadBounds(partition);
        logOfKey.Bind(1, SqliteSchema.GetId(partition, oldest)).Bind(2, SqliteSchema.GetId(partition, newest))
            .Bind(3, key.Sessionizer).Bind(4, key.Key);
        return (ReadAll(logOfKey, row => SqliteSchema.GetPosition(row.GetInt64(0))), newest);
    });

    public long? LoadCheckpoint(string consumer, int partition) =>
        ReadOne(checkpoint.Bind(1, consumer).Bind(2, partition), row => row.GetNullableInt64(0));

    public StoredRecord LoadRecord(string name) =>
        ReadOne(record.Bind(1, name), row => new StoredRecord(row.GetInt64(0), row.GetBytes(1)));

    public void Dispose()
    {
        foreach (var statement in new[] { begin, end, load, due, openEnd, openKeys, bounds, log, logOfKey, checkpoint, record })
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private static T? ReadOne<T>(SqliteStatement statement, Func<SqliteStatement, T> read)
    {
        try
        {
            return statement.Step() ? read(statement) : default;
        }
        finally
        {
            // A statement that is not reset keeps its snapshot, and the write-ahead log would grow for ever.
            statement.Reset();
        }
    }

    private static List<T> ReadAll<T>(SqliteStatement statement, Func<SqliteStatement, T> read)
    {
        try
        {
            var all = new List<T>();
            while (statement.Step())
            {
                all.Add(read(statement));
            }

            return all;
        }
        finally
        {
            statement.Reset();
        }
    }

    private (long Oldest, long Newest) ReadBounds(int partition) =>
        ReadOne(bounds.Bind(1, partition), row => (row.GetInt64(0), row.GetInt64(1)));

    // Bounds and entries are of one moment: retention can not come between.
    private T InSnapshot<T>(Func<T> read)
    {
        begin.Run();
        try
        {
            return read();
        }
        finally
        {
            end.Run();
        }
    }
}
