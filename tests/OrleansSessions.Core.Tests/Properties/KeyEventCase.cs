using CsCheck;

namespace OrleansSessions.Core.Tests;

/// <summary>On-time events of one key in the order of their arrival.</summary>
internal sealed record KeyEventCase(GapBoundary Boundary, long Unit, KeyEvent[] Events)
{
    private const long LongestGap = 6;

    public static readonly Gen<GapBoundary> Boundaries = Gen.OneOf(GapBoundary.Exclusive, GapBoundary.Inclusive);

    /// <summary>One tick, where an off-by-one is the whole difference, and one millisecond, as events usually come.</summary>
    public static readonly Gen<long> Units = Gen.OneOf(1L, TimeSpan.TicksPerMillisecond);

    public static readonly Gen<KeyEventCase> FixedGap =
        from gap in Gen.Long[1, LongestGap]
        from events in Cases(Gen.Const(gap))
        select events;

    public static readonly Gen<KeyEventCase> DynamicGap = Cases(Gen.Long[1, LongestGap]);

    public List<SessionSummary> Run(IEnumerable<KeyEvent> order)
    {
        var key = new TestKey(new SessionRules(TimeSpan.FromTicks(Unit))
        {
            Boundary = Boundary,
            LongestGap = TimeSpan.FromTicks(LongestGap * Unit),
        });

        foreach (var e in order)
        {
            Assert.Equal(AddOutcome.Accepted, key.Add(e.Time * Unit, e.Value, e.Gap * Unit));
        }

        Assert.Empty(key.Final);
        key.Advance(Watermark.End);
        return [.. key.Closed];
    }

    public override string ToString() => $"{Boundary}, unit {Unit}: {string.Join(' ', Events)}";

    private static Gen<KeyEventCase> Cases(Gen<long> gaps) =>
        Gen.Select(Boundaries, Units, Gen.Select(Gen.Long[0, 40], gaps).Array[1, 20], (boundary, unit, events) =>
            new KeyEventCase(boundary, unit, [.. events.Select((e, index) => new KeyEvent(index, e.Item1, e.Item2))]));
}
