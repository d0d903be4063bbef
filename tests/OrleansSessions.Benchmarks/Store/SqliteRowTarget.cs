using Microsoft.Data.Sqlite;
using OrleansSessions.Server;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>What one writes first: a prepared upsert, and a transaction per key, one after the other.</summary>
internal sealed class SqliteRowTarget : ICommitTarget
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand upsert;
    private readonly SqliteCommand remove;
    private readonly SqliteCommand append;
    private readonly SemaphoreSlim turn = new(1);

    public SqliteRowTarget(string path)
    {
        connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        Run("pragma journal_mode = wal");
        Run("pragma synchronous = full");
        Run("create table state (key text primary key, deadline integer, value blob not null) without rowid");
        Run("create index state_deadline on state (deadline)");
        Run("create table log (id integer primary key, key text not null, value blob not null)");
        upsert = Prepare(
            "insert into state (key, deadline, value) values ($key, $deadline, $value) "
            + "on conflict do update set deadline = excluded.deadline, value = excluded.value");
        remove = Prepare("delete from state where key = $key");
        append = Prepare("insert into log (key, value) values ($key, $value)");
    }

    public string Name => "row by row, 1 connection";

    public Task<long[]> FillAsync(IReadOnlyList<SessionCommit> commits)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var commit in commits)
        {
            Write(commit, transaction);
        }

        transaction.Commit();
        return Task.FromResult(Enumerable.Repeat(1L, commits.Count).ToArray());
    }

    public async Task<long> CommitAsync(SessionCommit commit)
    {
        await turn.WaitAsync();
        try
        {
            using var transaction = connection.BeginTransaction();
            Write(commit, transaction);
            transaction.Commit();
            return commit.State.IsEmpty ? 0 : 1;
        }
        finally
        {
            turn.Release();
        }
    }

    public ValueTask DisposeAsync()
    {
        upsert.Dispose();
        remove.Dispose();
        append.Dispose();
        connection.Dispose();
        turn.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Write(SessionCommit commit, SqliteTransaction transaction)
    {
        if (commit.State.IsEmpty)
        {
            Run(remove, transaction, commit.Key.Key);
        }
        else
        {
            Run(upsert, transaction, commit.Key.Key, commit.State.ToArray(), commit.DeadlineTicks);
        }

        foreach (var record in commit.Log)
        {
            Run(append, transaction, commit.Key.Key, record.Payload.ToArray());
        }
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction, string key, byte[]? value = null, long? deadline = null)
    {
        command.Transaction = transaction;
        command.Parameters.Clear();
        command.Parameters.AddWithValue("$key", key);
        if (value is not null)
        {
            command.Parameters.AddWithValue("$value", value);
        }

        if (deadline is { } ticks)
        {
            command.Parameters.AddWithValue("$deadline", ticks);
        }

        command.ExecuteNonQuery();
    }

    private void Run(string sql)
    {
        using var command = Prepare(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string sql)
    {
#pragma warning disable CA2100 // Constants only.
        return new SqliteCommand(sql, connection);
#pragma warning restore CA2100
    }
}
