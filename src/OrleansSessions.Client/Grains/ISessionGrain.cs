namespace OrleansSessions;

/// <summary>The sessions of one key. Its grain key is <c>sessionizer/key</c>.</summary>
/// <remarks>Not reentrant: one call at a time, so that everything that happens to a key has one order.</remarks>
[Alias("orleanssessions.ISessionGrain")]
public interface ISessionGrain : IGrainWithStringKey
{
    /// <summary>Adds events of this key, in order, and answers when they are stored.</summary>
    /// <param name="batch">A <see cref="SessionBatch{TEvent}"/> of the sessionizer's event type.</param>
    /// <exception cref="SessionException">The events are not acknowledged.</exception>
    [Alias("Append")]
    ValueTask<AppendResult> AppendAsync(SessionBatch batch);

    /// <summary>The open sessions of this key with their results so far, in order of time.</summary>
    [Alias("GetOpen")]
    ValueTask<IReadOnlyList<SessionSnapshot>> GetOpenAsync();

    /// <summary>
    /// Ends the sessions that start at or before an instant; what later arrives at or before it is late. A key without a
    /// session is no error.
    /// </summary>
    /// <param name="at">The instant; null for now on the arrival clock, and for the key's last event on event time.</param>
    /// <returns>The number of sessions that closed.</returns>
    /// <exception cref="ArgumentException">The instant lies too far ahead of the clock.</exception>
    [Alias("End")]
    ValueTask<int> EndAsync(DateTimeOffset? at);

    /// <summary>Deletes all that is stored of this key: open sessions, tail, closed sessions and late events on the log.</summary>
    [Alias("Forget")]
    ValueTask ForgetAsync();
}
