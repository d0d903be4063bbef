using CsCheck;

namespace OrleansSessions.Core.Tests;

/// <summary>What happens to one key: events of any age, watermarks in any order, ends, drains, restarts.</summary>
internal sealed record HistoryCase(ModelRules Rules, long Unit, HistoryStep[] Steps)
{
    // Gaps go one past the longest allowed, and times far enough that tails lapse on the way.
    private const long GreatestGap = 6;

    private static readonly Gen<HistoryStep> Step = Gen.Select(
        Gen.Frequency((12, HistoryAction.Event), (4, HistoryAction.Watermark), (2, HistoryAction.Restart), (1, HistoryAction.End), (1, HistoryAction.Drain)),
        Gen.Long[0, 40], Gen.Long[1, GreatestGap], (action, time, gap) => new HistoryStep(action, time, gap));

    private static readonly Gen<ModelRules> AnyRules = Gen.Select(
        Gen.Bool, Gen.Long[0, 4], Gen.Long[1, GreatestGap], Gen.Long[1, 12].Nullable(), Gen.Long[1, 6].Nullable(),
        (isInclusive, lateness, longest, duration, events) => new ModelRules(isInclusive, lateness, longest, duration, events));

    public static readonly Gen<HistoryCase> Any = Gen.Select(
        AnyRules, KeyEventCase.Units, Step.Array[1, 40], (rules, unit, steps) => new HistoryCase(rules, unit, steps));

    public SessionRules SessionRules => Rules.ToRules(1, Unit);

    /// <summary>The events, each with its step.</summary>
    public IEnumerable<KeyEvent> Events =>
        Steps.Select((step, index) => (step, index))
            .Where(item => item.step.Action == HistoryAction.Event)
            .Select(item => new KeyEvent(item.index, item.step.Time, item.step.Gap));

    public override string ToString() => $"{Rules}, unit {Unit}: {string.Join(' ', Steps)}";
}
