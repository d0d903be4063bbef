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

    /// <summary>Awaited between storing and committing, for tests.</summary>
    public Func<CancellationToken, Task>? BeforeCommit { get; set; }

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

    // In order of their keys, so that groups of two silos seldom wait for each other crosswise.
    private static IEnumerable<CommitColumns> Divide(IReadOnlyList<SessionCommit> group)
    {
        var order = Enumerable.Range(0, group.Count).ToArray();
        Array.Sort(order, (left, right) =>
        {
            var bySessionizer = string.CompareOrdinal(group[left].Key.Sessionizer, group[right].Key.Sessionizer);
            return bySessionizer != 0 ? bySessionizer : string.CompareOrdinal(group[left].Key.Key, group[right].Key.Key);
        });
        var columns = new CommitColumns(Math.Min(order.Length, CommitText.MaxGroupSize));
        foreach (var index in order)
        {
            columns.Add(group[index], index);
            if (columns.Count == CommitText.MaxGroupSize || columns.Bytes > MaxBytes)
            {
                yield return columns;
                columns = new CommitColumns(0);
            }
        }

        if (columns.Count > 0)
        {
            yield return columns;
        }
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
        // A statement is a transaction of its own, which saves two round trips.
        await using var transaction = isOrdered || BeforeCommit is not null
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
            await (BeforeCommit?.Invoke(cancellationToken) ?? Task.CompletedTask);
            await transaction.CommitAsync(cancellationToken);
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
