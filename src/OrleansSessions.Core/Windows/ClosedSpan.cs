namespace OrleansSessions;

/// <summary>A span of time in which sessions of a key have closed: an event that touches it is late.</summary>
/// <param name="Start">
/// Its first instant; <see cref="DateTimeOffset.MinValue"/> when every event before <paramref name="End"/> is late.
/// </param>
/// <param name="End">The first instant after it: an event there may start a new session.</param>
/// <param name="Ordinal">The ordinal of the next session that starts at <paramref name="End"/>; see <see cref="SessionId"/>.</param>
public readonly record struct ClosedSpan(DateTimeOffset Start, DateTimeOffset End, int Ordinal)
{
    /// <summary>Its first instant, UTC.</summary>
    public DateTimeOffset Start
    {
        get => new(StartTicks, TimeSpan.Zero);
        init => StartTicks = value.UtcTicks;
    }

    /// <summary>The first instant after it, UTC.</summary>
    public DateTimeOffset End
    {
        get => new(EndTicks, TimeSpan.Zero);
        init => EndTicks = value.UtcTicks;
    }

    internal long StartTicks { get; private init; } = Start.UtcTicks;

    internal long EndTicks { get; private init; } = End.UtcTicks;

    // Adjacent spans are one: nothing fits between them.
    internal bool Adjoins(ClosedSpan next) => EndTicks >= next.StartTicks;

    internal ClosedSpan Join(ClosedSpan next)
    {
        var start = StartTicks < next.StartTicks ? Start : next.Start;
        if (EndTicks == next.EndTicks)
        {
            return new ClosedSpan(start, End, Math.Max(Ordinal, next.Ordinal));
        }

        var later = EndTicks > next.EndTicks ? this : next;
        return later with { Start = start };
    }
}
