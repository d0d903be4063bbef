using CsCheck;

namespace OrleansSessions.Core.Tests;

/// <summary>What happens to one key: events of any age, watermarks in any order, restarts.</summary>
internal sealed record HistoryCase(GapBoundary Boundary, long Lateness, long LongestGap, long Unit, HistoryStep[] Steps)
{
    // Gaps go one past the longest allowed, and times far enough that tails lapse on the way.
    private const long GreatestGap = 6;

    private static readonly Gen<HistoryStep> Step = Gen.Select(
        Gen.Frequency((6, HistoryAction.Event), (2, HistoryAction.Watermark), (1, HistoryAction.Restart)),
        Gen.Long[0, 40], Gen.Long[1, GreatestGap], (action, time, gap) => new HistoryStep(action, time, gap));

    public static readonly Gen<HistoryCase> Any = Gen.Select(
        KeyEventCase.Boundaries, Gen.Long[0, 4], Gen.Long[1, GreatestGap], KeyEventCase.Units, Step.Array[1, 40],
        (boundary, lateness, longest, unit, steps) => new HistoryCase(boundary, lateness, longest, unit, steps));

    public SessionRules Rules => new(TimeSpan.FromTicks(Unit))
    {
        Boundary = Boundary,
        AllowedLateness = TimeSpan.FromTicks(Lateness * Unit),
        LongestGap = TimeSpan.FromTicks(LongestGap * Unit),
    };

    /// <summary>The events, each with its step.</summary>
    public IEnumerable<KeyEvent> Events =>
        Steps.Select((step, index) => (step, index))
            .Where(item => item.step.Action == HistoryAction.Event)
            .Select(item => new KeyEvent(item.index, item.step.Time, item.step.Gap));

    public override string ToString() =>
        $"{Boundary}, lateness {Lateness}, longest gap {LongestGap}, unit {Unit}: {string.Join(' ', Steps)}";
}
