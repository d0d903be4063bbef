namespace OrleansSessions.Core.Tests;

/// <summary>One key with a summing aggregator, its times in ticks from the timeline's origin.</summary>
internal sealed class TestKey(SessionRules rules)
{
    private static readonly SumAggregator<long> Sum = SessionAggregators.Sum<long>(value => value);

    public SessionWindowSet<long, ExactSum, decimal> Set { get; private set; } = new(rules, Sum);

    public List<FinalSession<decimal>> Final { get; } = [];

    public string? Problem { get; private set; }

    public IEnumerable<SessionSummary> Open => Set.Open.Select(SessionSummary.Of);

    public IEnumerable<SessionSummary> Closed => Final.Select(SessionSummary.Of);

    public AddOutcome Add(long time, long value = 1) => Add(time, value, rules.Gap.Ticks);

    public AddOutcome Add(long time, long value, long gap)
    {
        var outcome = Set.Add(value, Timeline.At(time), TimeSpan.FromTicks(gap), Final, out var problem);
        Problem = problem;
        return outcome;
    }

    public void Advance(long watermark) => Advance(Timeline.WatermarkAt(watermark));

    public void Advance(Watermark watermark) => Set.Advance(watermark, Final);

    /// <summary>Goes on with a set made of the stored parts, as after a restart.</summary>
    public void Restore() => Restore(rules);

    /// <summary>Goes on under other rules, as after a restart with other settings.</summary>
    public void Restore(SessionRules changed) => Set = new(changed, Sum, [.. Set.Open], Set.Tail, Set.Watermark);
}
