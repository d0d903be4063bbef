using System.Data;
using Npgsql;
using NpgsqlTypes;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql;

/// <summary>Stores groups of commits. Thread-safe.</summary>
internal sealed class CommitWriter(ServerConnections connections, string schema, LogWatch watch, TimeProvider timeProvider)
{
    private const long MaxBytes = 16 * 1024 * 1024;
    private const int MaxDeadlocks = 10;

    private readonly string withoutLog = CommitText.WithoutLog(schema);
    private readonly string withLog = CommitText.WithLog(schema);
    private readonly string lockKeys = CommitText.Lock(schema);

    /// <summary>Awaited at each step of a commit, for tests.</summary>
    public Func<CommitStep, CancellationToken, Task>? Seam { get; set; }

    public async Task<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        var versions = new long[group.Count];
        Array.Fill(versions, SessionCommit.Conflict);
        foreach (var columns in Divide(group))
        {
            await StoreAsync(columns, versions, cancellationToken);
        }

        return versions;
    }

    // What one statement can take is bounded, by its places and by what the server can hold.
    private static IEnumerable<CommitColumns> Divide(IReadOnlyList<SessionCommit> group)
    {
        var start = 0;
        var bytes = 0L;
        for (var i = 0; i < group.Count; i++)
        {
            bytes += SizeOf(group[i]);
            var count = i + 1 - start;
            if (count == CommitText.MaxGroupSize || bytes > MaxBytes || i == group.Count - 1)
            {
                yield return new CommitColumns(group, start, count);
                start = i + 1;
                bytes = 0;
            }
        }
    }

    private static long SizeOf(SessionCommit commit)
    {
        long size = commit.State.Length;
        for (var i = 0; i < commit.Log.Count; i++)
        {
            size += commit.Log[i].Payload.Length;
        }

        return size;
    }

    private async Task StoreAsync(CommitColumns columns, long[] versions, CancellationToken cancellationToken)
    {
        var deadlocks = 0;
        var hasChecked = false;
        while (true)
        {
            try
            {
                // Silos fight over these keys: only taking them in one order helps, at a price that others need not pay.
                var isOrdered = deadlocks > 0;
                await connections.OnceAsync(
                    (connection, token) => StoreAsync(connection, columns, isOrdered, versions, token), cancellationToken);
                return;
            }
            catch (SessionException exception) when (
                exception.InnerException is PostgresException undone && ServerFaults.IsDeadlock(undone) && ++deadlocks <= MaxDeadlocks)
            {
            }
            catch (SessionException exception) when (
                exception.InnerException is PostgresException refused && ServerFaults.IsRefusedValue(refused) && !hasChecked)
            {
                hasChecked = true;
                await RefuseResultsAsync(columns.Log, cancellationToken);
            }
        }
    }

    private async Task<bool> StoreAsync(
        NpgsqlConnection connection, CommitColumns columns, bool isOrdered, long[] versions, CancellationToken cancellationToken)
    {
        await ReachAsync(CommitStep.BeforeStatement, cancellationToken);
        // A statement is a transaction of its own, which saves two round trips.
        await using var transaction = isOrdered || Seam is not null
            ? await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken)
            : null;
        if (isOrdered)
        {
            await using var locking = Statement.Create(connection, lockKeys).WithColumns(columns.GetKeys());
            await locking.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = Statement.Create(connection, columns.Log.Count == 0 ? withoutLog : withLog)
            .WithColumns(columns.GetColumns());
        if (columns.Log.Count > 0)
        {
            command.With(NpgsqlDbType.TimestampTz, timeProvider.GetUtcNow().UtcDateTime).WithColumns(columns.Log.GetColumns());
        }

        long[] places, stored, ends;
        int[] partitions;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            places = Read<long>(reader, 0);
            stored = Read<long>(reader, 1);
            partitions = Read<int>(reader, 2);
            ends = Read<long>(reader, 3);
        }

        if (transaction is not null)
        {
            await ReachAsync(CommitStep.BeforeCommit, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            await ReachAsync(CommitStep.AfterCommit, cancellationToken);
        }

        for (var i = 0; i < places.Length; i++)
        {
            versions[columns.GetIndex(places[i])] = stored[i];
        }

        for (var i = 0; i < partitions.Length; i++)
        {
            watch.Advance(partitions[i], ends[i]);
        }

        return true;
    }

    private Task ReachAsync(CommitStep step, CancellationToken cancellationToken) =>
        Seam?.Invoke(step, cancellationToken) ?? Task.CompletedTask;

    private async Task RefuseResultsAsync(LogColumns log, CancellationToken cancellationToken)
    {
        for (var i = 0; i < log.Results.Count; i++)
        {
            var json = log.Results[i];
            if (json is null)
            {
                continue;
            }

            try
            {
                await connections.RepeatAsync(
                    async (connection, token) =>
                    {
                        await using var command = Statement.Create(connection, "select $1::jsonb is null").With(NpgsqlDbType.Text, json);
                        return await command.ExecuteScalarAsync(token);
                    },
                    cancellationToken);
            }
            catch (SessionException exception) when (exception.InnerException is PostgresException refused)
            {
                log.RefuseResult(i, refused.MessageText);
            }
        }
    }

    private static T[] Read<T>(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<T[]>(column);
}
