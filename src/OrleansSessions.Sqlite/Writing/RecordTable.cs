using Microsoft.Data.Sqlite;
using OrleansSessions.Server;

namespace OrleansSessions.Sqlite;

/// <summary>Writes named records, and the checkpoints of consumers.</summary>
internal sealed class RecordTable(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement insert = new(
        connection, "insert into record (name, version, value) values (?1, 1, ?2) on conflict do nothing");

    private readonly SqliteStatement update = new(
        connection, "update record set version = version + 1, value = ?2 where name = ?1 and version = ?3");

    private readonly SqliteStatement saveCheckpoint = new(
        connection,
        "insert into checkpoint (consumer, partition, position) values (?1, ?2, ?3) "
        + "on conflict do update set position = excluded.position where excluded.position > position");

    public long Save(string name, long expectedVersion, ReadOnlyMemory<byte> value)
    {
        var changed = expectedVersion == 0
            ? insert.Bind(1, name).Bind(2, value).Run()
            : update.Bind(1, name).Bind(2, value).Bind(3, expectedVersion).Run();
        return changed == 1 ? expectedVersion + 1 : SessionCommit.Conflict;
    }

    public void SaveCheckpoint(string consumer, int partition, long position) =>
        saveCheckpoint.Bind(1, consumer).Bind(2, partition).Bind(3, position).Run();

    public void Dispose()
    {
        insert.Dispose();
        update.Dispose();
        saveCheckpoint.Dispose();
    }
}
