namespace OrleansSessions;

/// <summary>Events on their way. Must not be changed once it has been sent: silos share it without copying.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
[GenerateSerializer, Immutable, Alias("orleanssessions.batch`1")]
public sealed class SessionBatch<TEvent> : SessionBatch
{
    /// <summary>A batch of the given events.</summary>
    /// <param name="events">The events; the batch takes the array over.</param>
    public SessionBatch(SessionEvent<TEvent>[] events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Items = events;
    }

    /// <inheritdoc/>
    public override int Count => Items.Length;

    /// <inheritdoc/>
    public override Type EventType => typeof(TEvent);

    /// <summary>The events, in order.</summary>
    public ReadOnlySpan<SessionEvent<TEvent>> Events => Items;

    [Id(0)]
    private SessionEvent<TEvent>[] Items { get; }

    /// <inheritdoc/>
    public override DateTimeOffset? GetTimestamp(int index) => Items[index].Timestamp;

    /// <summary>The least time that an event carries; null when none does.</summary>
    internal static DateTimeOffset? FindLeastTimestamp(ReadOnlySpan<SessionEvent<TEvent>> events)
    {
        DateTimeOffset? least = null;
        foreach (ref readonly var item in events)
        {
            least = item.Timestamp is { } time && !(time >= least) ? time : least;
        }

        return least;
    }

    internal override DateTimeOffset? FindLeastTimestamp() => FindLeastTimestamp(Items);

    internal override KeyGroups GroupByKey() => KeyGroups.Of<TEvent>(Items);

    /// <summary>The events at some places, in their order.</summary>
    internal static SessionEvent<TEvent>[] Select(ReadOnlySpan<SessionEvent<TEvent>> events, ReadOnlySpan<int> places)
    {
        var selected = new SessionEvent<TEvent>[places.Length];
        for (var i = 0; i < selected.Length; i++)
        {
            selected[i] = events[places[i]];
        }

        return selected;
    }

    internal override SessionBatch Select(ReadOnlySpan<int> places) => new SessionBatch<TEvent>(Select(Items, places)) { Stamp = Stamp };
}
