using Microsoft.Extensions.Logging;
using Npgsql;

namespace OrleansSessions.PostgreSql;

/// <summary>
/// Knows how far the log has come, and wakes who waits for more: at once for this silo's commits, and for those of other silos by
/// asking the server, over one connection for all and only while someone waits. Thread-safe.
/// </summary>
/// <remarks>Not by NOTIFY: the server lets transactions that notify commit only one after another.</remarks>
internal sealed partial class LogWatch : IAsyncDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseWhenAway = TimeSpan.FromSeconds(1);

    // The server lives in real time, whatever clock the sessions are on.
    private static readonly TimeProvider RealTime = TimeProvider.System;

    private readonly Lock gate = new();
    private readonly ServerConnections connections;
    private readonly ILogger logger;
    private readonly string query;
    private readonly long[] ends;
    private readonly TaskCompletionSource[] signals;
    private readonly CancellationTokenSource stopping = new();
    private TaskCompletionSource firstWaiter = CreateSignal();
    private Task watching = Task.CompletedTask;
    private int waiters;

    public LogWatch(ServerConnections connections, string schema, int partitions, ILogger logger)
    {
        this.connections = connections;
        this.logger = logger;
        query = $"select partition, last_position from {schema}.log_partitions";
        ends = new long[partitions];
        signals = [.. ends.Select(_ => CreateSignal())];
    }

    public void Start()
    {
        lock (gate)
        {
            if (watching.IsCompleted)
            {
                watching = Task.Run(WatchAsync);
            }
        }
    }

    public void Advance(int partition, long end)
    {
        TaskCompletionSource? signal = null;
        lock (gate)
        {
            if (end > ends[partition])
            {
                ends[partition] = end;
                signal = signals[partition];
                signals[partition] = CreateSignal();
            }
        }

        signal?.TrySetResult();
    }

    public async ValueTask WaitAsync(int partition, long after, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                // Looked at and listened to under one lock: what comes in between is not missed.
                if (ends[partition] > after)
                {
                    return;
                }

                signal = signals[partition].Task;
                if (++waiters == 1)
                {
                    firstWaiter.TrySetResult();
                }
            }

            try
            {
                await signal.WaitAsync(cancellationToken);
            }
            finally
            {
                lock (gate)
                {
                    if (--waiters == 0)
                    {
                        firstWaiter = CreateSignal();
                    }
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await watching;
        stopping.Dispose();
    }

    private static TaskCompletionSource CreateSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WatchAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Task someone;
                lock (gate)
                {
                    someone = firstWaiter.Task;
                }

                await someone.WaitAsync(stopping.Token);
                await connections.RepeatAsync(AskAsync, stopping.Token);
                await Task.Delay(Period, RealTime, stopping.Token);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (SessionException exception)
            {
                LogWatchFailed(logger, exception);
                await Task.Delay(PauseWhenAway, RealTime, stopping.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    private async Task<bool> AskAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = Statement.Create(connection, query);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            Advance(reader.GetInt32(0), reader.GetInt64(1));
        }

        return true;
    }
}
