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
    private readonly ClosedSpan[]? spans;

    /// <summary>The tail of the given spans, as <see cref="Spans"/> gave them.</summary>
    /// <param name="spans">The spans, in order of time, neither overlapping nor adjacent.</param>
    public SessionTail(IEnumerable<ClosedSpan> spans)
    {
        ArgumentNullException.ThrowIfNull(spans);
        this.spans = [.. spans];
    }

    /// <summary>The spans in which sessions have closed, in order of time, neither overlapping nor adjacent.</summary>
    public IReadOnlyList<ClosedSpan> Spans => spans ?? [];

    /// <summary>Whether nothing is remembered.</summary>
    public bool IsEmpty => spans is not { Length: > 0 };

    /// <summary>The end of the last span; <see cref="DateTimeOffset.MinValue"/> when nothing is remembered.</summary>
    public DateTimeOffset ClosedThrough => spans is { Length: > 0 } ? spans[^1].End : default;

    /// <inheritdoc/>
    public bool Equals(SessionTail other) => Spans.SequenceEqual(other.Spans);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SessionTail other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Spans.Count, ClosedThrough);

    /// <summary>Whether two tails remember the same.</summary>
    public static bool operator ==(SessionTail left, SessionTail right) => left.Equals(right);

    /// <summary>Whether two tails remember something else.</summary>
    public static bool operator !=(SessionTail left, SessionTail right) => !left.Equals(right);

    // An event touches what has closed when it lies in a span or its gap reaches into one.
    internal bool Touches(SessionWindow window, GapBoundary boundary)
    {
        foreach (var span in spans ?? [])
        {
            var reaches = boundary == GapBoundary.Inclusive
                ? window.EndTicks >= span.Start.UtcTicks
                : window.EndTicks > span.Start.UtcTicks;
            if (window.StartTicks < span.End.UtcTicks && reaches)
            {
                return true;
            }
        }

        return false;
    }

    internal int NextOrdinal(DateTimeOffset start)
    {
        foreach (var span in spans ?? [])
        {
            if (span.End == start)
            {
                return span.Ordinal;
            }
        }

        return 0;
    }

    internal SessionTail Through(DateTimeOffset instant) =>
        instant > DateTimeOffset.MinValue ? Add(new ClosedSpan(DateTimeOffset.MinValue, instant, 0)) : this;

    internal SessionTail Add(ClosedSpan added)
    {
        if (spans is not { Length: > 0 })
        {
            return new SessionTail([added]);
        }

        var kept = new List<ClosedSpan>(spans.Length + 1);
        var place = 0;
        foreach (var span in spans)
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
        foreach (var span in spans ?? [])
        {
            if (span.Start > DateTimeOffset.MinValue && rules.IsReached(span.Start, watermark))
            {
                reached = span;
            }
        }

        return reached is { } settled ? Add(settled with { Start = DateTimeOffset.MinValue }) : this;
    }
}
