using Microsoft.Data.Sqlite;
using OrleansSessions.Server;

namespace OrleansSessions.Sqlite;

/// <summary>
/// Writes keys. The indexed column <c>due</c> is lazy: it is not after the deadline, and is moved only when the deadline becomes
/// earlier. An index that followed every event would cost a third of the throughput.
/// </summary>
internal sealed class KeyTable(SqliteConnection connection, VersionCounter versions) : IDisposable
{
    private readonly SqliteStatement insert = new(
        connection,
        "insert into session_key (sessionizer, key, version, deadline, due, open_end, state) values (?1, ?2, ?3, ?4, ?4, ?5, ?6) "
        + "on conflict do nothing");

    private readonly SqliteStatement update = new(
        connection,
        "update session_key set version = ?3, deadline = ?4, open_end = ?5, state = ?6 "
        + "where sessionizer = ?1 and key = ?2 and version = ?7 and due <= ?4");

    // A column that is in SET has its index entry written, even when it does not change: so there are two statements.
    private readonly SqliteStatement updateDue = new(
        connection,
        "update session_key set version = ?3, deadline = ?4, due = ?4, open_end = ?5, state = ?6 "
        + "where sessionizer = ?1 and key = ?2 and version = ?7");

    private readonly SqliteStatement remove = new(
        connection, "delete from session_key where sessionizer = ?1 and key = ?2 and version = ?3");

    private readonly SqliteStatement exists = new(connection, "select 1 from session_key where sessionizer = ?1 and key = ?2");

    private readonly SqliteStatement delete = new(connection, "delete from session_key where sessionizer = ?1 and key = ?2");

    private readonly SqliteStatement rearm = new(
        connection, "update session_key set due = deadline where sessionizer = ?1 and key = ?2 and due <> deadline");

    /// <summary>Stores the state or its removal.</summary>
    /// <returns>The new version, 0 after a removal, or <see cref="SessionCommit.Conflict"/>.</returns>
    public long Write(SessionCommit commit)
    {
        if (commit.State.IsEmpty)
        {
            return Remove(commit) ? 0 : SessionCommit.Conflict;
        }

        var version = versions.Next();
        if (commit.ExpectedVersion == 0)
        {
            return Bind(insert, commit, version).Run() == 1 ? version : SessionCommit.Conflict;
        }

        var isWritten = (commit.DeadlineTicks is not null && BindUpdate(update, commit, version).Run() == 1)
            || BindUpdate(updateDue, commit, version).Run() == 1;
        return isWritten ? version : SessionCommit.Conflict;
    }

    public void Delete(SessionKey key) => delete.Bind(1, key.Sessionizer).Bind(2, key.Key).Run();

    /// <summary>Moves keys in the index to their newest deadlines.</summary>
    public void Rearm(string sessionizer, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            rearm.Bind(1, sessionizer).Bind(2, key).Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { insert, update, updateDue, remove, exists, delete, rearm })
        {
            statement.Dispose();
        }
    }

    private bool Remove(SessionCommit commit)
    {
        if (commit.ExpectedVersion != 0)
        {
            return remove.Bind(1, commit.Key.Sessionizer).Bind(2, commit.Key.Key).Bind(3, commit.ExpectedVersion).Run() == 1;
        }

        try
        {
            return !exists.Bind(1, commit.Key.Sessionizer).Bind(2, commit.Key.Key).Step();
        }
        finally
        {
            exists.Reset();
        }
    }

    private static SqliteStatement BindUpdate(SqliteStatement statement, SessionCommit commit, long version) =>
        Bind(statement, commit, version).Bind(7, commit.ExpectedVersion);

    private static SqliteStatement Bind(SqliteStatement statement, SessionCommit commit, long version) => statement
        .Bind(1, commit.Key.Sessionizer)
        .Bind(2, commit.Key.Key)
        .Bind(3, version)
        .Bind(4, commit.DeadlineTicks)
        .Bind(5, commit.OpenEndTicks)
        .Bind(6, commit.State);
}
