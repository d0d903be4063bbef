namespace OrleansSessions;

/// <summary>Computes a session's result from its events.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TAccumulator">What is kept per open session. It is stored after every change: keep it small.</typeparam>
/// <typeparam name="TResult">The result of a closed session.</typeparam>
/// <remarks>
/// The result must not depend on the order in which events were added and accumulators merged. One instance serves all keys
/// of a silo at once, so it must not hold state of its own. A session's accumulator is used by one caller at a time; it may be a
/// mutable object that <see cref="Add"/> and <see cref="Merge"/> change and return.
/// </remarks>
public interface ISessionAggregator<TEvent, TAccumulator, TResult>
{
    /// <summary>The accumulator of a session without events. When it throws, the event that opened the session is rejected.</summary>
    TAccumulator CreateAccumulator();

    /// <summary>
    /// Adds one event. When it throws, the event is rejected with the exception's message; the accumulator must then be
    /// as it was.
    /// </summary>
    /// <param name="accumulator">The session's accumulator; not used again by the caller, unless this throws.</param>
    /// <param name="value">The event.</param>
    /// <param name="eventTime">When it happened, in UTC.</param>
    TAccumulator Add(TAccumulator accumulator, TEvent value, DateTimeOffset eventTime);

    /// <summary>
    /// Merges two sessions that an event has joined. Associative. When it throws, the session closes with
    /// <see cref="CloseReason.Failed"/>.
    /// </summary>
    /// <param name="left">One accumulator; not used again by the caller.</param>
    /// <param name="right">The other accumulator; not used again by the caller.</param>
    TAccumulator Merge(TAccumulator left, TAccumulator right);

    /// <summary>
    /// The result. Also called while the session is open, so it must not change the accumulator or share mutable parts
    /// with it. When it throws at closing, the session closes with <see cref="CloseReason.Failed"/>.
    /// </summary>
    /// <param name="accumulator">The session's accumulator.</param>
    TResult GetResult(TAccumulator accumulator);
}
