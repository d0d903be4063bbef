using Microsoft.Data.Sqlite;

namespace OrleansSessions.Sqlite;

/// <summary>
/// Gives out versions that only grow, over removals and restarts: blocks of them are marked as used in the same transaction
/// that uses the first, so that a restart begins above all that were given out.
/// </summary>
internal sealed class VersionCounter(SqliteConnection connection) : IDisposable
{
    private const long Block = 1_000_000;

    private readonly SqliteStatement read = new(connection, "select below from version_counter");
    private readonly SqliteStatement write = new(connection, "update version_counter set below = ?1");
    private long next;
    private long below;

    /// <summary>Reads what is marked as used; also after a rollback, which may have taken a mark back.</summary>
    public void Load()
    {
        read.Step();
        below = read.GetInt64(0);
        read.Reset();
        next = Math.Max(next, below);
    }

    public long Next()
    {
        if (next >= below)
        {
            below = next + Block;
            write.Bind(1, below).Run();
        }

        return next++;
    }

    public void Dispose()
    {
        read.Dispose();
        write.Dispose();
    }
}
