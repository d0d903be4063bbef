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

    /// <summary>The least watermark that closes a session which ends at <paramref name="end"/>.</summary>
    /// <param name="end">The session's end.</param>
    public Watermark ClosesAt(DateTimeOffset end) => PassedBy(end.UtcTicks, AllowedLateness.Ticks);

    /// <summary>Whether a session with this interval is closed at the watermark.</summary>
    /// <param name="window">The session's interval.</param>
    /// <param name="watermark">The watermark.</param>
    public bool IsClosed(SessionWindow window, Watermark watermark) =>
        watermark >= PassedBy(window.EndTicks, AllowedLateness.Ticks);

    // An acceptable event before closed-through ends at most one longest gap after it, so past this watermark none is left.
    internal Watermark TailLapsesAt(long closedThroughTicks) =>
        PassedBy(closedThroughTicks, SaturatingAdd(AllowedLateness.Ticks, LongestGap.Ticks));

    // The greatest closed-through whose tail has lapsed at this watermark: what lies before may be forgotten.
    internal long ForgottenThroughTicks(Watermark watermark)
    {
        var kept = SaturatingAdd(AllowedLateness.Ticks, LongestGap.Ticks);
        return Math.Max(0, watermark.Ticks - kept - (Boundary == GapBoundary.Inclusive ? 1 : 0));
    }

    internal bool IsWithinClosed(long eventTicks, long closedThroughTicks) =>
        Boundary == GapBoundary.Inclusive ? eventTicks <= closedThroughTicks : eventTicks < closedThroughTicks;

    // The last instant of the calendar stands for "never": no event can be there, since its end would be outside.
    internal DateTimeOffset EarliestAfter(SessionTail tail) =>
        Boundary == GapBoundary.Inclusive && !tail.IsEmpty && tail.ClosedThrough < DateTimeOffset.MaxValue
            ? tail.ClosedThrough.AddTicks(1)
            : tail.ClosedThrough;

    private Watermark PassedBy(long endTicks, long delayTicks)
    {
        var due = SaturatingAdd(endTicks, delayTicks);
        // Inclusive: an event exactly at the end still joins, so the watermark must be past it, by one tick.
        return Watermark.FromTicks(Boundary == GapBoundary.Inclusive ? SaturatingAdd(due, 1) : due);
    }

    private static long SaturatingAdd(long left, long right) => left > long.MaxValue - right ? long.MaxValue : left + right;
}
