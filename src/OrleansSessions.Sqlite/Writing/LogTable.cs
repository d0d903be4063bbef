using Microsoft.Data.Sqlite;
using OrleansSessions.Server;

namespace OrleansSessions.Sqlite;

/// <summary>Writes the log: appends, and removes what is behind retention, in steps that no commit feels.</summary>
internal sealed class LogTable : IDisposable
{
    private readonly SqliteStatement load;
    private readonly SqliteStatement save;
    private readonly SqliteStatement append;
    private readonly SqliteStatement trim;
    private readonly SqliteStatement findYounger;
    private readonly SqliteStatement delete;
    private readonly long[] oldest;
    private readonly long[] newest;
    private readonly HashSet<int> changed = [];
    private readonly HashSet<int> appended = [];

    public LogTable(SqliteConnection connection, int partitions)
    {
        oldest = new long[partitions];
        newest = new long[partitions];
        load = new(connection, "select partition, oldest, newest from log_partition");
        save = new(connection, "update log_partition set oldest = ?2, newest = ?3 where partition = ?1");
        append = new(
            connection,
            "insert into session_log (id, kind, appended, sessionizer, key, payload) values (?1, ?2, ?3, ?4, ?5, ?6)");
        trim = new(connection, "delete from session_log where id >= ?1 and id < ?2");
        findYounger = new(
            connection, "select id from session_log where id >= ?1 and id < ?2 and appended >= ?3 order by id limit 1");
        delete = new(connection, "delete from session_log where id >= ?1 and id <= ?2 and sessionizer = ?3 and key = ?4");
    }

    public int Partitions => newest.Length;

    public long GetNewest(int partition) => newest[partition];

    /// <summary>Reads where the log stands; also after a rollback.</summary>
    public void Load()
    {
        changed.Clear();
        appended.Clear();
        while (load.Step())
        {
            var partition = load.GetInt64(0);
            oldest[partition] = load.GetInt64(1);
            newest[partition] = load.GetInt64(2);
        }

        load.Reset();
    }

    /// <param name="commit">Whose records.</param>
    /// <param name="now">In seconds since 1970.</param>
    public void Append(SessionCommit commit, long now)
    {
        foreach (var record in commit.Log)
        {
            append
                .Bind(1, SqliteSchema.GetId(commit.Partition, ++newest[commit.Partition]))
                .Bind(2, (long)record.Kind)
                .Bind(3, now)
                .Bind(4, commit.Key.Sessionizer)
                .Bind(5, commit.Key.Key)
                .Bind(6, record.Payload)
                .Run();
        }

        appended.Add(commit.Partition);
        changed.Add(commit.Partition);
    }

    /// <summary>Removes the oldest entries beyond a number, at most so many at once.</summary>
    /// <returns>Whether there are more to remove.</returns>
    public bool TrimToCount(int partition, long maxEntries, int maxRemoved)
    {
        var excess = newest[partition] - oldest[partition] + 1 - maxEntries;
        Trim(partition, Math.Min(excess, maxRemoved));
        return excess > maxRemoved;
    }

    /// <summary>Removes the entries that were appended before a time, at most so many at once.</summary>
    /// <returns>Whether there may be more to remove.</returns>
    public bool TrimToTime(int partition, long appendedBefore, int maxRemoved)
    {
        var looked = Math.Min(maxRemoved, newest[partition] - oldest[partition] + 1);
        var from = SqliteSchema.GetId(partition, oldest[partition]);
        var isYounger = findYounger.Bind(1, from).Bind(2, from + looked).Bind(3, appendedBefore).Step();
        var removed = isYounger ? findYounger.GetInt64(0) - from : looked;
        findYounger.Reset();
        Trim(partition, removed);
        return !isYounger && looked == maxRemoved;
    }

    /// <summary>Deletes entries at known positions, and those of a key after a position.</summary>
    public void Delete(SessionKey key, int partition, IEnumerable<long> positions, long after)
    {
        foreach (var position in positions)
        {
            var id = SqliteSchema.GetId(partition, position);
            trim.Bind(1, id).Bind(2, id + 1).Run();
        }

        delete
            .Bind(1, SqliteSchema.GetId(partition, after + 1))
            .Bind(2, SqliteSchema.GetId(partition, newest[partition]))
            .Bind(3, key.Sessionizer)
            .Bind(4, key.Key)
            .Run();
    }

    /// <summary>Writes where the log stands, before the transaction is committed.</summary>
    /// <returns>The partitions that have changed.</returns>
    public IReadOnlyList<int> Save()
    {
        foreach (var partition in changed)
        {
            save.Bind(1, partition).Bind(2, oldest[partition]).Bind(3, newest[partition]).Run();
        }

        int[] saved = [.. changed];
        changed.Clear();
        appended.Clear();
        return saved;
    }

    /// <summary>The partitions that this transaction has appended to.</summary>
    public IReadOnlyList<int> GetAppended() => [.. appended];

    public void Dispose()
    {
        foreach (var statement in new[] { load, save, append, trim, findYounger, delete })
        {
            statement.Dispose();
        }
    }

    private void Trim(int partition, long count)
    {
        if (count <= 0)
        {
            return;
        }

        var from = SqliteSchema.GetId(partition, oldest[partition]);
        trim.Bind(1, from).Bind(2, from + count).Run();
        oldest[partition] += count;
        changed.Add(partition);
    }
}
