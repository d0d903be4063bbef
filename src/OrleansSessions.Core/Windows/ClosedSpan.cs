namespace OrleansSessions;

/// <summary>A span of time in which sessions of a key have closed: an event that touches it is late.</summary>
/// <param name="Start">
/// Its first instant; <see cref="DateTimeOffset.MinValue"/> when every event before <paramref name="End"/> is late.
/// </param>
/// <param name="End">The first instant after it: an event there may start a new session.</param>
/// <param name="Ordinal">The ordinal of the next session that starts at <paramref name="End"/>; see <see cref="SessionId"/>.</param>
public readonly record struct ClosedSpan(DateTimeOffset Start, DateTimeOffset End, int Ordinal)
{
    // Adjacent spans are one: nothing fits between them.
    internal bool Adjoins(ClosedSpan next) => End >= next.Start;

    internal ClosedSpan Join(ClosedSpan next)
    {
        var start = Start < next.Start ? Start : next.Start;
        if (End == next.End)
        {
            return new ClosedSpan(start, End, Math.Max(Ordinal, next.Ordinal));
        }

        var later = End > next.End ? this : next;
        return later with { Start = start };
    }
}
