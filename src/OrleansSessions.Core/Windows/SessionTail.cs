namespace OrleansSessions;

/// <summary>
/// What a key remembers of its closed sessions, so that no later event can overlap one of them and no id repeats.
/// Immutable. The default value remembers nothing.
/// </summary>
/// <remarks>
/// Nearly always one span: what the watermark closes lies in order, and everything before it is late. Sessions that close by
/// a limit, ahead of the watermark, leave spans of their own until the watermark has come to them.
/// </remarks>
public readonly struct SessionTail : IEquatable<SessionTail>
{
    // In place, so that the only one there nearly always is costs no object. One that ends at the beginning of time is none.
    private readonly ClosedSpan first;
    private readonly ClosedSpan[]? others;

    /// <summary>The tail of the given spans, as <see cref="Spans"/> gave them.</summary>
    /// <param name="spans">The spans, in order of time, neither overlapping nor adjacent.</param>
    public SessionTail(IEnumerable<ClosedSpan> spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        if (spans.ToArray() is [var only, .. var rest])
        {
            (first, others) = (only, rest is [] ? null : rest);
        }
    }

    private SessionTail(ClosedSpan only) => first = only;

    /// <summary>The spans in which sessions have closed, in order of time, neither overlapping nor adjacent.</summary>
    public IReadOnlyList<ClosedSpan> Spans => ToArray();

    /// <summary>Whether nothing is remembered.</summary>
    public bool IsEmpty => first.EndTicks == 0;

    /// <summary>The end of the last span; <see cref="DateTimeOffset.MinValue"/> when nothing is remembered.</summary>
    public DateTimeOffset ClosedThrough => Last.End;

    internal ClosedSpan Last => others is null ? first : others[^1];

    private int Count => IsEmpty ? 0 : 1 + (others?.Length ?? 0);

    private ClosedSpan this[int index] => index == 0 ? first : others![index - 1];

    /// <inheritdoc/>
    public bool Equals(SessionTail other) => Spans.SequenceEqual(other.Spans);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionTail other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Count, ClosedThrough);

    /// <summary>Whether two tails remember the same.</summary>
    public static bool operator ==(SessionTail left, SessionTail right) => left.Equals(right);

    /// <summary>Whether two tails remember something else.</summary>
    public static bool operator !=(SessionTail left, SessionTail right) => !left.Equals(right);

    // An event touches what has closed when it lies in a span or its gap reaches into one.
    internal bool Touches(SessionWindow window, GapBoundary boundary)
    {
        for (var i = 0; i < Count; i++)
        {
            var span = this[i];
            var reaches = boundary == GapBoundary.Inclusive ? window.EndTicks >= span.StartTicks : window.EndTicks > span.StartTicks;
            if (window.StartTicks < span.EndTicks && reaches)
            {
                return true;
            }
        }

        return false;
    }

    internal ClosedSpan[] ToArray() => IsEmpty ? [] : [first, .. others ?? []];

    internal int NextOrdinal(DateTimeOffset start)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].End == start)
            {
                return this[i].Ordinal;
            }
        }

        return 0;
    }

    internal SessionTail Through(DateTimeOffset instant) =>
        instant > DateTimeOffset.MinValue ? Add(new ClosedSpan(DateTimeOffset.MinValue, instant, 0)) : this;

    internal SessionTail Add(ClosedSpan added)
    {
        if (IsEmpty)
        {
            return new SessionTail(added);
        }

        if (others is null && first.Adjoins(added) && added.Adjoins(first))
        {
            return new SessionTail(first.Join(added));
        }

        var kept = new List<ClosedSpan>(Count + 1);
        var place = 0;
        foreach (var span in Spans)
        {
            if (span.Adjoins(added) && added.Adjoins(span))
            {
                added = span.Join(added);
            }
            else
            {
                kept.Add(span);
            }
        }

        while (place < kept.Count && kept[place].Start <= added.Start)
        {
            place++;
        }

        kept.Insert(place, added);
        return new SessionTail(kept);
    }

    // Once the watermark has come to a span, no event that ends before it is on time, and everything before its end is late.
    internal SessionTail Settle(SessionRules rules, Watermark watermark)
    {
        ClosedSpan? reached = null;
        for (var i = 0; i < Count; i++)
        {
            if (this[i] is { StartTicks: > 0 } span && rules.IsReached(span.Start, watermark))
            {
                reached = span;
            }
        }

        return reached is { } settled ? Add(settled with { Start = DateTimeOffset.MinValue }) : this;
    }
}
