namespace OrleansSessions;

/// <summary>Events on their way. Must not be changed once it has been sent, until it is answered: silos share it without copying.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
[GenerateSerializer, Immutable, Alias("orleanssessions.batch`1")]
public sealed class SessionBatch<TEvent> : SessionBatch
{
    [NonSerialized]
    private readonly int unused;

    /// <summary>A batch of the given events.</summary>
    /// <param name="events">The events; the batch takes the array over.</param>
    public SessionBatch(SessionEvent<TEvent>[] events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Items = events;
    }

    /// <summary>A batch of the first events of an array, which does not leave the process: as a message it would have the rest, too.</summary>
    internal SessionBatch(SessionEvent<TEvent>[] events, int count)
    {
        Items = events;
        unused = events.Length - count;
    }

    /// <inheritdoc/>
    public override int Count => Items.Length - unused;

    /// <inheritdoc/>
    public override Type EventType => typeof(TEvent);

    /// <summary>The events, in order.</summary>
    public ReadOnlySpan<SessionEvent<TEvent>> Events => Items.AsSpan(0, Count);

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

    internal override DateTimeOffset? FindLeastTimestamp() => FindLeastTimestamp(Events);

    internal override KeyGroups GroupByKey() => KeyGroups.Of(Events);

    /// <summary>Gives the events at some places, in their order.</summary>
    internal static void Select(ReadOnlySpan<SessionEvent<TEvent>> events, ReadOnlySpan<int> places, Span<SessionEvent<TEvent>> selected)
    {
        for (var i = 0; i < places.Length; i++)
        {
            selected[i] = events[places[i]];
        }
    }

    internal override SessionBatch Select(ReadOnlySpan<int> places)
    {
        var selected = new SessionEvent<TEvent>[places.Length];
        Select(Events, places, selected);
        return new SessionBatch<TEvent>(selected) { Stamp = Stamp };
    }
}
