using OrleansSessions.Server;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>
/// Reads the end of one partition for all who follow it, while anybody does: what a reader more costs is what is sent to it.
/// Thread-safe.
/// </summary>
internal sealed partial class LogTail(
    ISessionStore store, SessionizerLog log, int partition, TimeProvider clock, ILogger<LogTail> logger, CancellationToken stopping)
{
    private const int MaxEntriesPerRead = 256;

    private static readonly TimeSpan FailurePause = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<LogFollower> followers = [];
    private CancellationTokenSource? reading;
    private long through;

    /// <summary>Has what comes after a position offered to a follower.</summary>
    /// <returns>False when more has come already: it must be read first.</returns>
    public bool TryAttach(LogFollower follower, long position)
    {
        lock (gate)
        {
            if (followers.Count == 0)
            {
                through = position;
            }
            else if (position < through)
            {
                return false;
            }

            follower.Attach(partition, position);
            followers.Add(follower);
            if (reading is null)
            {
                reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
                _ = ReadAsync(reading);
            }

            return true;
        }
    }

    public void Detach(LogFollower follower)
    {
        lock (gate)
        {
            followers.Remove(follower);
            EndIfNobodyFollows();
        }
    }

    private async Task ReadAsync(CancellationTokenSource mine)
    {
        // Not in the turn of whoever came first.
        await Task.Yield();
        var cancellationToken = mine.Token;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ReadNewestAsync(mine, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Nobody follows any more, or the host stops.
            }
            catch (SessionLogTruncatedException)
            {
                // Each finds by itself what is left for it.
                LetAllGo(mine);
            }
            catch (Exception exception)
            {
                Failed(logger, log.Sessionizer, partition, exception.Message);
                await Task.Delay(FailurePause, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        lock (gate)
        {
            reading = reading == mine ? null : reading;
        }

        mine.Dispose();
    }

    private async Task ReadNewestAsync(CancellationTokenSource mine, CancellationToken cancellationToken)
    {
        var query = new LogQuery(partition, Volatile.Read(ref through), MaxEntriesPerRead) { Sessionizer = log.Sessionizer, Kind = log.Kind };
        var slice = await store.ReadLogAsync(query, cancellationToken);
        Offer(mine, [.. slice.Entries.Select(entry => new LogFrame(log, partition, entry))], slice.Through);
        if (slice.Entries.Count < MaxEntriesPerRead)
        {
            await store.WaitForLogAsync(partition, Math.Max(0, slice.Through), cancellationToken);
        }
    }

    private void Offer(CancellationTokenSource mine, LogFrame[] frames, long newest)
    {
        lock (gate)
        {
            // Race: all have left meanwhile, and others have come, for whom another reads.
            if (reading == mine)
            {
                followers.RemoveAll(follower => !follower.Offer(partition, frames, newest));
                through = newest;
                EndIfNobodyFollows();
            }
        }
    }

    private void LetAllGo(CancellationTokenSource mine)
    {
        lock (gate)
        {
            if (reading == mine)
            {
                followers.ForEach(follower => follower.LetGo(partition));
                followers.Clear();
                EndIfNobodyFollows();
            }
        }
    }

    private void EndIfNobodyFollows()
    {
        if (followers.Count == 0 && reading is not null)
        {
            // What waits must not go on here, under the lock.
            _ = reading.CancelAsync();
            reading = null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The log of {Sessionizer}, partition {Partition}, can not be read for its readers, and is tried again: {Reason}")]
    private static partial void Failed(ILogger logger, string sessionizer, int partition, string reason);
}
