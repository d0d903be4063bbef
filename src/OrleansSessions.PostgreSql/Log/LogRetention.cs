using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace OrleansSessions.PostgreSql;

/// <summary>
/// Removes what is too old, or too much, from the log, in small steps. Each silo has one, and whichever is first does the work.
/// </summary>
internal sealed partial class LogRetention : IAsyncDisposable
{
    private const int StepSize = 1_000;

    private readonly ServerConnections connections;
    private readonly PostgreSqlSessionStoreOptions options;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly string step;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private Task working = Task.CompletedTask;

    public LogRetention(
        ServerConnections connections, PostgreSqlSessionStoreOptions options, string schema, TimeProvider timeProvider, ILogger logger)
    {
        this.connections = connections;
        this.options = options;
        this.timeProvider = timeProvider;
        this.logger = logger;
        // The bound first moves, then the next step deletes what lies behind it: a commit that waits for the partition's row waits
        // for one row's change, not for the deleting. Readers go by the bound alone.
        step =
            $"""
            with deleted as (
                delete from {schema}.session_log l using {schema}.log_partitions p
                where p.partition = $1 and l.partition = $1 and l.position <= p.removed_through and l.position = any (array(
                    select position from {schema}.session_log where partition = $1 order by position limit {StepSize}))
                returning 1),
            oldest as materialized (
                select l.position, l.logged_at from {schema}.log_partitions p, lateral (
                    select position, logged_at from {schema}.session_log
                    where partition = $1 and position > p.removed_through order by position limit {StepSize}) l
                where p.partition = $1),
            bound as materialized (
                select greatest(
                    (select least(last_position - $2, (select max(position) from oldest)) from {schema}.log_partitions where partition = $1),
                    (select coalesce(min(position) filter (where logged_at >= $3) - 1, max(position)) from oldest)) as position),
            moved as (
                update {schema}.log_partitions p set removed_through = b.position
                from bound b where p.partition = $1 and p.removed_through < b.position
                returning 1)
            select (select count(*) from deleted), (select count(*) from moved)
            """;
    }

    public void Start()
    {
        lock (gate)
        {
            if (working.IsCompleted)
            {
                working = Task.Run(WorkAsync);
            }
        }
    }

    /// <summary>Removes all that is to be removed now, unless another silo is at it.</summary>
    /// <returns>How many entries were removed.</returns>
    public async Task<long> RemoveAsync(CancellationToken cancellationToken)
    {
        var removed = 0L;
        for (var partition = 0; partition < options.Partitions; partition++)
        {
            var (deleted, moved) = await StepAsync(partition, cancellationToken);
            removed += deleted;
            // What is appended meanwhile moves the bound again: that is left for the next time, or this would not end.
            while (moved > 0 || deleted == StepSize)
            {
                (deleted, _) = await StepAsync(partition, cancellationToken);
                moved = 0;
                removed += deleted;
            }
        }

        return removed;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await working;
        stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        using var timer = new PeriodicTimer(options.RetentionInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token))
            {
                try
                {
                    var removed = await RemoveAsync(stopping.Token);
                    LogRemoved(logger, removed);
                }
                catch (SessionException exception)
                {
                    LogFailed(logger, exception);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private Task<(long Deleted, long Moved)> StepAsync(int partition, CancellationToken cancellationToken) =>
        connections.RepeatAsync((connection, token) => StepAsync(connection, partition, token), cancellationToken);

    private async Task<(long Deleted, long Moved)> StepAsync(
        NpgsqlConnection connection, int partition, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var locking = Statement.Create(connection, $"select pg_try_advisory_xact_lock(hashtextextended('{options.Schema}.retention', 0))");
        if (await locking.ExecuteScalarAsync(cancellationToken) is not true)
        {
            return default;
        }

        var oldest = options.MaxLogAge is { } age ? Earlier(timeProvider.GetUtcNow(), age) : DateTimeOffset.MinValue;
        await using var command = Statement.Create(connection, step)
            .WithPartition(partition)
            .WithNumber(options.MaxLogEntries / options.Partitions)
            .With(NpgsqlDbType.TimestampTz, oldest.UtcDateTime);
        (long, long) result;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            result = (reader.GetInt64(0), reader.GetInt64(1));
        }

        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static DateTimeOffset Earlier(DateTimeOffset now, TimeSpan age) =>
        now.UtcTicks > age.Ticks ? now - age : DateTimeOffset.MinValue;
}
