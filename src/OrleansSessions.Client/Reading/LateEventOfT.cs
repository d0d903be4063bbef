namespace OrleansSessions;

/// <summary>An event that came too late to be part of a session.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
[GenerateSerializer, Immutable, Alias("orleanssessions.late`1")]
public sealed record LateEvent<TEvent> : LateEvent
{
    /// <summary>The event.</summary>
    [Id(0)]
    public required TEvent Value { get; init; }
}
