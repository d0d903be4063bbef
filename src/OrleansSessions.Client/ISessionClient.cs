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
    /// <param name="events">
    /// The events; larger batches are faster and are sent in parts of at most 10,000. In the silo's own process what an aggregator keeps of
    /// them are the objects themselves: do not change an event's value once it has been appended.
    /// </param>
    /// <param name="cancellationToken">Stops sending further parts; what has been sent may be stored.</param>
    Task<AppendResult> AppendAsync(IReadOnlyList<SessionEvent<TEvent>> events, CancellationToken cancellationToken = default);

    /// <summary>The open sessions of a key with their results so far, in order of time.</summary>
    /// <param name="key">The session key.</param>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    Task<IReadOnlyList<SessionSnapshot<TResult>>> GetOpenAsync(string key);

    /// <summary>
    /// Ends the sessions of a key that start at or before an instant; what later arrives at or before it is late. A key
    /// without a session is no error.
    /// </summary>
    /// <param name="key">The session key.</param>
    /// <param name="at">The instant; null for now on the arrival clock, and for the key's last event on event time.</param>
    /// <returns>The number of sessions that closed, by reason <see cref="CloseReason.Ended"/>.</returns>
    /// <exception cref="ArgumentException">The key is not valid, or the instant lies too far ahead of the clock.</exception>
    Task<int> EndAsync(string key, DateTimeOffset? at = null);

    /// <summary>
    /// Deletes all that is stored of a key: open sessions, what is remembered of closed ones, and its closed sessions and
    /// late events on the log, where readers pass over the gaps.
    /// </summary>
    /// <param name="key">The session key.</param>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    Task ForgetAsync(string key);

    /// <summary>
    /// Closes all open sessions of the sessionizer, by reason <see cref="CloseReason.Drained"/>, and has it reject further
    /// events until it is reopened, also after restarts.
    /// </summary>
    /// <returns>The number of keys whose sessions were closed.</returns>
    /// <exception cref="SessionException">Not every session could be closed; try again.</exception>
    Task<long> DrainAsync();

    /// <summary>Has a drained sessionizer take events again.</summary>
    Task ReopenAsync();

    /// <summary>
    /// Declares the watermark of this client as a source of events, and answers when what the sessionizer's watermark then
    /// closes is closed and on the log. From then on its declarations count, not the times of its events.
    /// </summary>
    /// <param name="watermark">No event before it is still to come from this client; an earlier one than before changes nothing.</param>
    /// <returns>The sessionizer's watermark: the least over its live sources.</returns>
    /// <exception cref="ArgumentException">The watermark lies further ahead of the clock than the sessionizer allows.</exception>
    /// <exception cref="SessionException">
    /// Not every session could be closed; try again. Or the sessionizer is on the arrival clock, whose watermark is the clock itself.
    /// </exception>
    /// <exception cref="TimeoutException">
    /// It has not ended within ten times what a call may take (<c>ResponseTimeout</c> of Orleans). It goes on; call again to wait for it.
    /// </exception>
    Task<Watermark> AdvanceWatermarkAsync(Watermark watermark);

    /// <summary>Declares the watermark of a named source; see <see cref="AdvanceWatermarkAsync(Watermark)"/>.</summary>
    /// <param name="source">The source's name, 1 to <see cref="SourceProgress.MaxNameLength"/> characters.</param>
    /// <param name="watermark">No event before it is still to come from that source.</param>
    /// <returns>The sessionizer's watermark: the least over its live sources.</returns>
    /// <exception cref="ArgumentException">The watermark lies too far ahead, or the name is not valid.</exception>
    /// <exception cref="SessionException">
    /// Not every session could be closed; try again. Or the sessionizer is on the arrival clock, whose watermark is the clock itself.
    /// </exception>
    /// <exception cref="TimeoutException">
    /// It has not ended within ten times what a call may take (<c>ResponseTimeout</c> of Orleans). It goes on; call again to wait for it.
    /// </exception>
    Task<Watermark> AdvanceWatermarkAsync(string source, Watermark watermark);

    /// <summary>
    /// Says that a source sends nothing more, so that it does not hold the watermark back until it has been silent for long
    /// enough, and answers when what the watermark then closes is closed and on the log. Its next event makes it a source again.
    /// </summary>
    /// <param name="source">The source's name; null for this client.</param>
    /// <returns>The sessionizer's watermark.</returns>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    /// <exception cref="SessionException">
    /// Not every session could be closed; try again. Or the sessionizer is on the arrival clock, whose watermark is the clock itself.
    /// </exception>
    /// <exception cref="TimeoutException">
    /// It has not ended within ten times what a call may take (<c>ResponseTimeout</c> of Orleans). It goes on; call again to wait for it.
    /// </exception>
    Task<Watermark> CompleteSourceAsync(string? source = null);

    /// <summary>This sessionizer as another source of events: what is appended through it counts for that source's watermark.</summary>
    /// <param name="source">The source's name, 1 to <see cref="SourceProgress.MaxNameLength"/> characters.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    ISessionClient<TEvent, TResult> AsSource(string source);

    /// <summary>The sessionizer as it is now: open keys per silo, the oldest and the largest session.</summary>
    Task<SessionizerOverview> GetOverviewAsync();

    /// <summary>A page of keys with open sessions, in ordinal order.</summary>
    /// <param name="after">The key after which to begin; null for the first.</param>
    /// <param name="limit">The most keys, 1 to 10,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not within its bounds.</exception>
    Task<IReadOnlyList<OpenKey>> GetOpenKeysAsync(string? after, int limit);

    /// <summary>A page of closed sessions: at least once each, in closing order per key.</summary>
    /// <param name="after">Where to begin.</param>
    /// <param name="limit">The most sessions, 1 to 10,000.</param>
    /// <param name="wait">How long to wait for the first session when there is none yet; at most 20 seconds.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The cursor is not one of this log.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit or the wait is not within its bounds.</exception>
    /// <exception cref="SessionLogTruncatedException">Retention has removed what comes next.</exception>
    Task<LogPage<ClosedSession<TResult>>> ReadClosedPageAsync(
        SessionCursor after, int limit, TimeSpan wait = default, CancellationToken cancellationToken = default);

    /// <summary>A page of late events: at least once each, in order of arrival per key.</summary>
    /// <param name="after">Where to begin.</param>
    /// <param name="limit">The most events, 1 to 10,000.</param>
    /// <param name="wait">How long to wait for the first event when there is none yet; at most 20 seconds.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ArgumentException">The cursor is not one of this log.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit or the wait is not within its bounds.</exception>
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
