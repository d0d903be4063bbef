using Microsoft.Data.Sqlite;
using OrleansSessions.Server;
using SQLitePCL;

namespace OrleansSessions.Sqlite;

/// <summary>The one connection that writes, with all that it has prepared. Used by the writer's thread alone.</summary>
internal sealed class WriteSession : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly LogRetention retention;
    private readonly LogSignals signals;
    private readonly VersionCounter versions;
    private readonly KeyTable keys;
    private readonly SqliteStatement begin;
    private readonly SqliteStatement commit;
    private readonly SqliteStatement rollback;
    private bool isLoaded;

    public WriteSession(SqliteConnection connection, LogRetention retention, LogSignals signals)
    {
        this.connection = connection;
        this.retention = retention;
        this.signals = signals;
        versions = new VersionCounter(connection);
        keys = new KeyTable(connection, versions);
        Log = new LogTable(connection, signals.Partitions);
        Records = new RecordTable(connection);
        begin = new SqliteStatement(connection, "begin immediate");
        commit = new SqliteStatement(connection, "commit");
        rollback = new SqliteStatement(connection, "rollback");
        Load();
        for (var partition = 0; partition < Log.Partitions; partition++)
        {
            signals.Publish(partition, Log.GetNewest(partition));
        }
    }

    public SqliteConnection Connection => connection;

    public LogTable Log { get; }

    public RecordTable Records { get; }

    public KeyTable Keys => keys;

    /// <summary>Called at each step; for tests, which make it throw.</summary>
    public Action<CommitStep>? Reached { get; set; }

    /// <summary>Does work in one transaction: when it throws and <paramref name="isCommitted"/> is false, nothing has changed.</summary>
    public void Run(IReadOnlyList<SqliteWork> batch, out bool isCommitted)
    {
        isCommitted = false;
        try
        {
            Reached?.Invoke(CommitStep.BeforeBegin);
            begin.Run();
            Load();
            foreach (var work in batch)
            {
                work.Apply(this);
            }

            retention.TrimAppended(Log);
            Reached?.Invoke(CommitStep.BeforeCommit);
            var changed = Log.Save();
            commit.Run();
            isCommitted = true;
            foreach (var partition in changed)
            {
                signals.Publish(partition, Log.GetNewest(partition));
            }

            Reached?.Invoke(CommitStep.AfterCommit);
        }
        catch
        {
            // What is in memory may be ahead of the file now: it is read again before it is used.
            isLoaded = isCommitted;
            RollBack();
            throw;
        }
    }

    public long[] Commit(IReadOnlyList<SessionCommit> group)
    {
        var now = retention.Now;
        var answers = new long[group.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = keys.Write(group[i]);
            Reached?.Invoke(CommitStep.AfterState);
            if (answers[i] != SessionCommit.Conflict && group[i].Log.Count > 0)
            {
                Log.Append(group[i], now);
                Reached?.Invoke(CommitStep.AfterLog);
            }
        }

        return answers;
    }

    public bool Trim(int partition) => retention.Trim(Log, partition);

    public void Dispose()
    {
        foreach (var part in new IDisposable[] { begin, commit, rollback, Records, Log, keys, versions })
        {
            part.Dispose();
        }

        connection.Dispose();
    }

    private void Load()
    {
        if (!isLoaded)
        {
            versions.Load();
            Log.Load();
            isLoaded = true;
        }
    }

    private void RollBack()
    {
        // After some errors SQLite has rolled back by itself.
        if (raw.sqlite3_get_autocommit(connection.Handle!) == 0)
        {
            rollback.Run();
        }
    }
}
