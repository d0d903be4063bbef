using System.Globalization;
using Microsoft.Data.Sqlite;

namespace OrleansSessions.Sqlite;

/// <summary>The tables, and the versions of them that have been.</summary>
internal static class SqliteSchema
{
    /// <summary>The position is in the low bits of an entry's id, the partition above: no second index is needed.</summary>
    public const int PartitionShift = 48;

    private const int ApplicationId = 0x4F53_4553;

    // What leads from each version to the next, from an empty file on. What has been released is never changed.
    private static readonly string[] Steps =
    [
        """
        create table session_key (
            sessionizer text not null,
            key text not null,
            version integer not null,
            deadline integer,
            due integer,
            open_end integer not null,
            state blob not null,
            primary key (sessionizer, key)) without rowid;
        create index session_key_due on session_key (sessionizer, due) where due is not null;
        create table session_log (
            id integer primary key,
            kind integer not null,
            appended integer not null,
            sessionizer text not null,
            key text not null,
            payload blob not null);
        create table log_partition (partition integer primary key, oldest integer not null, newest integer not null);
        create table checkpoint (
            consumer text not null,
            partition integer not null,
            position integer not null,
            primary key (consumer, partition)) without rowid;
        create table record (name text not null primary key, version integer not null, value blob not null) without rowid;
        create table version_counter (id integer primary key check (id = 1), below integer not null);
        insert into version_counter values (1, 1);
        """,
    ];

    /// <summary>Makes the tables in an empty file, or brings older ones up to this release.</summary>
    /// <exception cref="SessionException">The file is of a newer release, of another program, or of another number of partitions.</exception>
    public static void Prepare(SqliteConnection connection, SqliteSessionStoreOptions options)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var version = Read(connection, transaction, "pragma user_version");
        var application = Read(connection, transaction, "pragma application_id");
        var isEmpty = Read(connection, transaction, "select count(*) from sqlite_schema") == 0;
        if (!isEmpty && application != ApplicationId)
        {
            throw new SessionException($"'{options.Path}' is a database of another program: give the store a file of its own.");
        }

        if (version > Steps.Length)
        {
            throw new SessionException(
                $"'{options.Path}' has schema version {version}, but this release knows {Steps.Length} at most: use a newer release.");
        }

        for (; version < Steps.Length; version++)
        {
            Run(connection, transaction, Steps[version]);
        }

        if (isEmpty)
        {
            Run(connection, transaction, string.Create(CultureInfo.InvariantCulture, $"""
                with recursive numbers (number) as (select 0 union all select number + 1 from numbers where number + 1 < {options.Partitions})
                insert into log_partition select number, 1, 0 from numbers
                """));
        }

        var partitions = Read(connection, transaction, "select count(*) from log_partition");
        if (partitions != options.Partitions)
        {
            throw new SessionException(
                $"'{options.Path}' was made with {partitions} partitions, which is fixed, but {nameof(options.Partitions)} is {options.Partitions}.");
        }

        Run(connection, transaction, string.Create(
            CultureInfo.InvariantCulture, $"pragma user_version = {Steps.Length}; pragma application_id = {ApplicationId}"));
        transaction.Commit();
    }

    /// <summary>The id of an entry.</summary>
    public static long GetId(int partition, long position) => ((long)partition << PartitionShift) + position;

    /// <summary>The position of an entry.</summary>
    public static long GetPosition(long id) => id & ((1L << PartitionShift) - 1);

    private static long Read(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = Create(connection, transaction, sql);
        return (long)command.ExecuteScalar()!;
    }

    private static void Run(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        using var command = Create(connection, transaction, sql);
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Create(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
#pragma warning disable CA2100 // Constants and integers only.
        return new SqliteCommand(sql, connection, transaction);
#pragma warning restore CA2100
    }
}
