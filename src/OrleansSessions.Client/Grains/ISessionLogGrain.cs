namespace OrleansSessions;

/// <summary>Reads a sessionizer's log. Its key is the sessionizer.</summary>
[Alias("orleanssessions.ISessionLogGrain")]
public interface ISessionLogGrain : IGrainWithStringKey
{
    /// <summary>The number of partitions of the log, and so of the closed-session streams.</summary>
    [Alias("GetPartitions")]
    ValueTask<int> GetPartitionsAsync();

    /// <summary>A page of closed sessions.</summary>
    /// <param name="after">Where to begin.</param>
    /// <param name="limit">The most sessions, 1 to 10,000.</param>
    /// <param name="wait">How long to wait for the first session when there is none yet; at most 20 seconds.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The cursor was not given out by this sessionizer's log.</exception>
    /// <exception cref="SessionLogTruncatedException">Retention has removed what comes next.</exception>
    [Alias("ReadClosed")]
    Task<LogPage<ClosedSession>> ReadClosedAsync(
        SessionCursor after, int limit, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>A page of late events.</summary>
    /// <param name="after">Where to begin.</param>
    /// <param name="limit">The most events, 1 to 10,000.</param>
    /// <param name="wait">How long to wait for the first event when there is none yet; at most 20 seconds.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The cursor was not given out by this sessionizer's log.</exception>
    /// <exception cref="SessionLogTruncatedException">Retention has removed what comes next.</exception>
    [Alias("ReadLate")]
    Task<LogPage<LateEvent>> ReadLateAsync(
        SessionCursor after, int limit, TimeSpan wait, CancellationToken cancellationToken);
}
