namespace OrleansSessions;

/// <summary>A sessionizer as its callers see it. Thread-safe.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TResult">The result type of its closed sessions.</typeparam>
public interface ISessionClient<TEvent, TResult>
{
    /// <summary>The sessionizer's name.</summary>
    string Name { get; }

    /// <summary>
    /// Appends events of any keys and answers when each is stored, late, rejected or failed. Events of one key keep their
    /// order within a call; calls that run at the same time have none.
    /// </summary>
    /// <param name="events">The events; larger batches are faster and are sent in parts of at most 10,000.</param>
    /// <param name="cancellationToken">Stops sending further parts; what has been sent may be stored.</param>
    Task<AppendResult> AppendAsync(IReadOnlyList<SessionEvent<TEvent>> events, CancellationToken cancellationToken = default);

    /// <summary>The open sessions of a key with their results so far, in order of time.</summary>
    /// <param name="key">The session key.</param>
    Task<IReadOnlyList<SessionSnapshot<TResult>>> GetOpenAsync(string key);

    /// <summary>
    /// Advances the watermark of a sessionizer on event time, and answers when it is stored and every session that it closes
    /// is closed and on the log.
    /// </summary>
    /// <param name="watermark">The watermark; one that is not later than the present watermark changes nothing.</param>
    /// <returns>The present watermark.</returns>
    /// <exception cref="SessionException">Not every session could be closed; try again.</exception>
    Task<Watermark> AdvanceWatermarkAsync(Watermark watermark);

    /// <summary>A page of closed sessions: at least once each, in closing order per key.</summary>
    /// <param name="after">Where to begin.</param>
    /// <param name="limit">The most sessions, 1 to 10,000.</param>
    /// <param name="wait">How long to wait for the first session when there is none yet; at most 20 seconds.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SessionLogTruncatedException">Retention has removed what comes next.</exception>
    Task<LogPage<ClosedSession<TResult>>> ReadClosedPageAsync(
        SessionCursor after, int limit, TimeSpan wait = default, CancellationToken cancellationToken = default);

    /// <summary>A page of late events: at least once each, in order of arrival per key.</summary>
    /// <param name="after">Where to begin.</param>
    /// <param name="limit">The most events, 1 to 10,000.</param>
    /// <param name="wait">How long to wait for the first event when there is none yet; at most 20 seconds.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SessionLogTruncatedException">Retention has removed what comes next.</exception>
    Task<LogPage<LateEvent<TEvent>>> ReadLatePageAsync(
        SessionCursor after, int limit, TimeSpan wait = default, CancellationToken cancellationToken = default);

    /// <summary>
    /// Closed sessions from a place on, and then as they close, without end. For a reader that must remember its place,
    /// use <see cref="ReadClosedPageAsync"/>.
    /// </summary>
    /// <param name="from">Where to begin.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SessionLogTruncatedException">Retention has removed what comes next.</exception>
    IAsyncEnumerable<ClosedSession<TResult>> ReadClosedAsync(SessionCursor from, CancellationToken cancellationToken = default);

    /// <summary>
    /// Calls a handler for each session that closes from now on, over the Orleans stream. For convenience only: sessions
    /// that close while this client or the silos restart may be missed. What must not miss any reads by
    /// <see cref="ReadClosedPageAsync"/>, or is a <see cref="SessionSubscriberGrain{TResult}"/>.
    /// </summary>
    /// <param name="handler">Called for one session of a partition at a time; when it throws, it is called again.</param>
    /// <returns>Dispose it to end the subscription.</returns>
    Task<IAsyncDisposable> SubscribeAsync(Func<ClosedSession<TResult>, Task> handler);
}
