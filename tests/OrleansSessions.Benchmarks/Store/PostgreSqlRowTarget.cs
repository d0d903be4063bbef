using Npgsql;
using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>What one writes first: a prepared upsert, and a transaction and a round trip per key, on a pool of connections.</summary>
internal sealed class PostgreSqlRowTarget : ICommitTarget
{
    private const string Upsert =
        "insert into state (key, deadline, value) values ($1, $2, $3) "
        + "on conflict (key) do update set deadline = excluded.deadline, value = excluded.value";

    private readonly NpgsqlDataSource source;
    private readonly int connections;

    private PostgreSqlRowTarget(NpgsqlDataSource source, int connections)
    {
        this.source = source;
        this.connections = connections;
    }

    public string Name => $"row by row, {connections} connections";

    public static async Task<PostgreSqlRowTarget> OpenAsync(string connectionString, int connections)
    {
        var text = new NpgsqlConnectionStringBuilder(connectionString) { MaxPoolSize = connections, MaxAutoPrepare = 10, AutoPrepareMinUsages = 1, Timeout = 60 };
        var source = NpgsqlDataSource.Create(text);
        await using var command = source.CreateCommand(
            """
            drop table if exists state, log;
            create table state (key text collate "C" primary key, deadline bigint, value bytea not null) with (fillfactor = 80);
            create index on state (deadline);
            create table log (id bigint generated always as identity primary key, key text not null, value bytea not null);
            """);
        await command.ExecuteNonQueryAsync();
        return new PostgreSqlRowTarget(source, connections);
    }

    public async Task<long[]> FillAsync(IReadOnlyList<SessionCommit> commits)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync("copy state (key, deadline, value) from stdin (format binary)");
        foreach (var commit in commits)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(commit.Key.Key, NpgsqlDbType.Text);
            await copy.WriteAsync(commit.DeadlineTicks!.Value, NpgsqlDbType.Bigint);
            await copy.WriteAsync(commit.State.ToArray(), NpgsqlDbType.Bytea);
        }

        await copy.CompleteAsync();
        return [.. Enumerable.Repeat(1L, commits.Count)];
    }

    public async Task<long> CommitAsync(SessionCommit commit)
    {
        // One round trip: without an explicit transaction a batch is one.
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(commit.State.IsEmpty
            ? Create("delete from state where key = $1", commit.Key.Key)
            : Create(Upsert, commit.Key.Key, commit.DeadlineTicks!.Value, commit.State.ToArray()));
        foreach (var record in commit.Log)
        {
            batch.BatchCommands.Add(Create("insert into log (key, value) values ($1, $2)", commit.Key.Key, record.Payload.ToArray()));
        }

        await batch.ExecuteNonQueryAsync();
        return commit.State.IsEmpty ? 0 : 1;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private static NpgsqlBatchCommand Create(string sql, params object[] values)
    {
#pragma warning disable CA2100 // Constants only.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
