namespace OrleansSessions;

/// <summary>
/// What a key remembers of its closed sessions, so that no later event can overlap one of them and no id repeats.
/// The default value remembers nothing.
/// </summary>
/// <param name="ClosedThrough">
/// The greatest end of a closed session, or the instant before which closed sessions may have been forgotten when the key's
/// open sessions began; <see cref="DateTimeOffset.MinValue"/> when there is neither.
/// </param>
/// <param name="LastStart">The start of the session that closed last.</param>
/// <param name="LastOrdinal">The ordinal of the session that closed last.</param>
public readonly record struct SessionTail(DateTimeOffset ClosedThrough, DateTimeOffset LastStart, int LastOrdinal)
{
    /// <summary>Whether nothing is remembered.</summary>
    public bool IsEmpty => ClosedThrough == default;

    internal int NextOrdinal(DateTimeOffset start) => !IsEmpty && LastStart == start ? LastOrdinal + 1 : 0;

    internal SessionTail Through(long ticks) =>
        ticks > ClosedThrough.UtcTicks ? this with { ClosedThrough = new DateTimeOffset(ticks, TimeSpan.Zero) } : this;

    internal SessionTail Append(SessionWindow closed, int ordinal) =>
        new(closed.End > ClosedThrough ? closed.End : ClosedThrough, closed.Start, ordinal);
}
