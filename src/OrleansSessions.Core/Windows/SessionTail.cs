namespace OrleansSessions;

/// <summary>
/// What a key remembers of its closed sessions, so that no later event can overlap one of them and no id repeats.
/// The default value remembers nothing.
/// </summary>
/// <param name="ClosedThrough">The greatest end of a closed session; <see cref="DateTimeOffset.MinValue"/> when none has closed.</param>
/// <param name="LastStart">The start of the session that closed last.</param>
/// <param name="LastOrdinal">The ordinal of the session that closed last.</param>
public readonly record struct SessionTail(DateTimeOffset ClosedThrough, DateTimeOffset LastStart, int LastOrdinal)
{
    /// <summary>Whether nothing is remembered.</summary>
    public bool IsEmpty => ClosedThrough == default;

    internal int NextOrdinal(DateTimeOffset start) => !IsEmpty && LastStart == start ? LastOrdinal + 1 : 0;

    internal SessionTail Append(SessionWindow closed, int ordinal) =>
        new(closed.End > ClosedThrough ? closed.End : ClosedThrough, closed.Start, ordinal);
}
