namespace OrleansSessions;

/// <summary>The rules by which a sessionizer's events become sessions. Immutable, safe to share.</summary>
public sealed class SessionRules
{
    /// <summary>The rules with the given gap and otherwise the defaults.</summary>
    /// <param name="gap">The inactivity that ends a session; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="gap"/> is not positive.</exception>
    public SessionRules(TimeSpan gap)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(gap, TimeSpan.Zero);
        Gap = gap;
        LongestGap = gap;
    }

    /// <summary>The inactivity that ends a session, for events that do not carry a gap of their own.</summary>
    public TimeSpan Gap { get; }

    /// <summary>
    /// The longest gap that an event may carry; at least <see cref="Gap"/>, its default. What has closed is remembered
    /// for this long, so a larger value keeps idle keys for longer.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than <see cref="Gap"/>.</exception>
    public TimeSpan LongestGap
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, Gap);
            field = value;
        }
    }

    /// <summary>Whether an event exactly one gap after the last joins. Default: <see cref="GapBoundary.Exclusive"/>.</summary>
    public GapBoundary Boundary { get; init; }

    /// <summary>
    /// How far the watermark must pass a session's end before it closes; not negative, default zero. It delays the one
    /// final result, as Kafka's grace period does; a larger value also holds more sessions open.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public TimeSpan AllowedLateness
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            field = value;
        }
    }

    /// <summary>
    /// How long a session may last: an event at or past its start plus this starts a new session, and the watermark past that
    /// point closes it. Positive; null, the default, when a session may last for ever.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public TimeSpan? MaxDuration
    {
        get;
        init
        {
            if (value is { } duration)
            {
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
            }

            field = value;
        }
    }

    /// <summary>
    /// How many events a session may have: it closes on reaching them. At least 1; null, the default, for any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long? MaxEvents
    {
        get;
        init => field = AtLeastOne(value);
    }

    /// <summary>
    /// How many bytes a session's accumulator may have, as <see cref="SessionWindowSet{TEvent, TAccumulator, TResult}.CloseLarge"/>
    /// measures it: the session closes on reaching them. At least 1; null, the default, for any number.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public long? MaxStateBytes
    {
        get;
        init => field = AtLeastOne(value);
    }

    /// <summary>The least watermark that closes a session which ends at <paramref name="end"/>.</summary>
    /// <param name="end">The session's end.</param>
    public Watermark ClosesAt(DateTimeOffset end) => PassedBy(end.UtcTicks);

    /// <summary>Whether a session with this interval is closed at the watermark.</summary>
    /// <param name="window">The session's interval.</param>
    /// <param name="watermark">The watermark.</param>
    public bool IsClosed(SessionWindow window, Watermark watermark) =>
        watermark >= PassedBy(window.EndTicks);

    // An acceptable event before the last span's end has its own end at most one longest gap after it, so past this watermark
    // none is left. Where an ordinal has to be remembered, one exactly at that end must be past as well, by one tick: by joining
    // a session that begins just after it, it would make another session with that start.
    internal Watermark TailLapsesAt(ClosedSpan last)
    {
        var kept = SaturatingAdd(AllowedLateness.Ticks, LongestGap.Ticks);
        return Watermark.FromTicks(SaturatingAdd(SaturatingAdd(last.End.UtcTicks, kept), last.Ordinal > 0 ? 1 : 0));
    }

    // The greatest closed-through whose tail has lapsed at this watermark: what lies before may be forgotten.
    internal DateTimeOffset ForgottenThrough(Watermark watermark)
    {
        var kept = SaturatingAdd(AllowedLateness.Ticks, LongestGap.Ticks);
        var ticks = Math.Max(0, watermark.Ticks - kept);
        return new DateTimeOffset(Math.Min(ticks, DateTimeOffset.MaxValue.UtcTicks), TimeSpan.Zero);
    }

    // Whether no event that ends before this instant can be on time any more.
    internal bool IsReached(DateTimeOffset instant, Watermark watermark) =>
        watermark >= PassedBy(instant.UtcTicks);

    // An event exactly at the end joins where the boundary is inclusive, unless the session could not last that long.
    internal DateTimeOffset LateThrough(SessionWindow closed) =>
        Boundary == GapBoundary.Inclusive && !EndsByDuration(closed) && closed.End < DateTimeOffset.MaxValue
            ? closed.End.AddTicks(1)
            : closed.End;

    // Past it only where the session was already longer when the limit was set.
    internal bool EndsByDuration(SessionWindow window) => window.EndTicks >= LatestEnd(window.StartTicks);

    // A session that was longer when the limit was set takes what lies within it, and nothing more.
    internal SessionWindow Cut(SessionWindow window) =>
        window.CutAt(Math.Max(LatestEnd(window.StartTicks), SaturatingAdd(window.LastEventTicks, 1)));

    internal bool AllowsDuration(SessionWindow window) =>
        MaxDuration is not { } longest || window.LastEventTicks - window.StartTicks < longest.Ticks;

    internal bool AllowsCount(long count) => MaxEvents is not { } most || count <= most;

    // Whether an event belongs into a session: they touch, and the session would not last too long with it.
    internal bool Joins(SessionWindow session, SessionWindow added) =>
        session.Touches(added, Boundary) && (AllowsDuration(session.Merge(added)) || session.Spans(added.StartTicks));

    private long LatestEnd(long startTicks) =>
        MaxDuration is { } longest ? SaturatingAdd(startTicks, longest.Ticks) : long.MaxValue;

    private Watermark PassedBy(long endTicks)
    {
        var due = SaturatingAdd(endTicks, AllowedLateness.Ticks);
        // Inclusive: an event exactly at the end still joins, so the watermark must be past it, by one tick.
        return Watermark.FromTicks(Boundary == GapBoundary.Inclusive ? SaturatingAdd(due, 1) : due);
    }

    private static long SaturatingAdd(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;

    private static long? AtLeastOne(long? value)
    {
        if (value is { } limit)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1, nameof(value));
        }

        return value;
    }
}
