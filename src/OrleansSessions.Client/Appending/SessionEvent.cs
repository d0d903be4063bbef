namespace OrleansSessions;

/// <summary>One event on its way to the session of its key.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <param name="Key">The session key; see <see cref="SessionNames.FindKeyProblem"/>.</param>
/// <param name="Value">The event itself.</param>
/// <param name="Timestamp">
/// When it happened. Required by a sessionizer on event time; on the arrival clock the grain stamps the event and this is ignored.
/// </param>
/// <param name="Gap">The inactivity that ends the session after this event; null for the sessionizer's gap.</param>
/// <param name="Stamp">
/// What its producer stamped it with, so that sending it again does not count it again; null to leave that to the client.
/// </param>
[GenerateSerializer, Immutable, Alias("orleanssessions.event`1")]
public readonly record struct SessionEvent<TEvent>(
    [property: Id(0)] string Key,
    [property: Id(1)] TEvent Value,
    [property: Id(2)] DateTimeOffset? Timestamp = null,
    [property: Id(3)] TimeSpan? Gap = null,
    [property: Id(4)] ProducerStamp? Stamp = null);
