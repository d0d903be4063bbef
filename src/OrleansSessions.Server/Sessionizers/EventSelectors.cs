namespace OrleansSessions.Server;

/// <summary>What a sessionizer reads from its events, by its user's functions. Set while the silo is configured.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
internal sealed class EventSelectors<TEvent>
{
    /// <summary>The gap of an event that carries none; null when the sessionizer's applies.</summary>
    public Func<TEvent, TimeSpan?>? Gap { get; set; }

    /// <summary>Whether an event ends its session.</summary>
    public Func<TEvent, bool>? EndsSession { get; set; }
}
