namespace OrleansSessions;

/// <summary>
/// The interval of a session in event time: from <see cref="Start"/> to <see cref="End"/>, which lies one gap after an event,
/// or earlier where a limit or an end has cut it.
/// </summary>
/// <remarks>
/// An event at <c>t</c> with gap <c>g</c> occupies <c>[t, t+g)</c>, as in Beam. Immutable; resolution one tick (100 ns);
/// all times are UTC. The default value is empty: it starts and ends at <see cref="DateTimeOffset.MinValue"/>.
/// </remarks>
public readonly record struct SessionWindow
{
    private SessionWindow(long startTicks, long lastEventTicks, long endTicks)
    {
        StartTicks = startTicks;
        LastEventTicks = lastEventTicks;
        EndTicks = endTicks;
    }

    /// <summary>The least event time.</summary>
    public DateTimeOffset Start => new(StartTicks, TimeSpan.Zero);

    /// <summary>The greatest event time.</summary>
    public DateTimeOffset LastEvent => new(LastEventTicks, TimeSpan.Zero);

    /// <summary>
    /// The greatest sum of an event's time and its gap; less where the session's duration is limited, where another session
    /// begins, or where it was closed before its gap had run out. Never before <see cref="LastEvent"/>.
    /// </summary>
    public DateTimeOffset End => new(EndTicks, TimeSpan.Zero);

    internal long StartTicks { get; }

    internal long LastEventTicks { get; }

    internal long EndTicks { get; }

    /// <summary>The interval that a single event occupies.</summary>
    /// <param name="eventTime">The event's time.</param>
    /// <param name="gap">The inactivity that ends the session after this event; positive.</param>
    /// <param name="window">The interval, or the empty one when the answer is false.</param>
    /// <param name="problem">What is wrong, or null when the answer is true.</param>
    /// <returns>False when the gap is not positive or the interval would leave the calendar.</returns>
    public static bool TryCreate(DateTimeOffset eventTime, TimeSpan gap, out SessionWindow window, out string? problem)
    {
        window = default;
        var start = eventTime.UtcTicks;
        if (gap <= TimeSpan.Zero)
        {
            problem = $"The gap must be positive, but is {gap}.";
            return false;
        }

        if (gap.Ticks > DateTimeOffset.MaxValue.UtcTicks - start)
        {
            problem = $"The event time {eventTime:O} plus the gap {gap} is past the end of the calendar.";
            return false;
        }

        window = new SessionWindow(start, start, start + gap.Ticks);
        problem = null;
        return true;
    }

    /// <summary>The interval with the given bounds, as it was stored or received.</summary>
    /// <param name="start">The least event time.</param>
    /// <param name="lastEvent">The greatest event time; not before <paramref name="start"/>.</param>
    /// <param name="end">Not before <paramref name="lastEvent"/>.</param>
    /// <exception cref="ArgumentException">The bounds are not in order.</exception>
    public static SessionWindow FromBounds(DateTimeOffset start, DateTimeOffset lastEvent, DateTimeOffset end)
    {
        if (lastEvent < start || end < lastEvent)
        {
            throw new ArgumentException(
                $"A session's bounds must satisfy start <= last event <= end, but are {start:O}, {lastEvent:O}, {end:O}.");
        }

        return new SessionWindow(start.UtcTicks, lastEvent.UtcTicks, end.UtcTicks);
    }

    /// <summary>Whether the two intervals belong to one session.</summary>
    /// <param name="other">The other interval.</param>
    /// <param name="boundary">Whether intervals that only meet at a point do.</param>
    public bool Touches(SessionWindow other, GapBoundary boundary) =>
        boundary == GapBoundary.Inclusive
            ? StartTicks <= other.EndTicks && other.StartTicks <= EndTicks
            : StartTicks < other.EndTicks && other.StartTicks < EndTicks;

    /// <summary>The least interval that covers both.</summary>
    /// <param name="other">The other interval.</param>
    public SessionWindow Merge(SessionWindow other) => new(
        Math.Min(StartTicks, other.StartTicks),
        Math.Max(LastEventTicks, other.LastEventTicks),
        Math.Max(EndTicks, other.EndTicks));

    internal bool Spans(long ticks) => StartTicks <= ticks && ticks <= LastEventTicks;

    internal SessionWindow CutAt(long ticks) => ticks < EndTicks ? new(StartTicks, LastEventTicks, ticks) : this;

    // A session that closes before its gap has run out holds no longer than to its last event, or to where it was ended.
    internal SessionWindow EndEarly(DateTimeOffset at) => CutAt(Math.Max(LastEventTicks, at.UtcTicks));

    /// <inheritdoc/>
    public override string ToString() => $"[{Start:O}, {End:O})";
}
