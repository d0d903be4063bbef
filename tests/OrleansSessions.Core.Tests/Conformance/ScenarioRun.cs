namespace OrleansSessions.Core.Tests;

/// <summary>A scenario, run through one set of sessions per key.</summary>
internal sealed class ScenarioRun
{
    private readonly SessionRules rules;
    private readonly SortedDictionary<string, SessionWindowSet<long, ExactSum, decimal>> keys = new(StringComparer.Ordinal);
    private readonly List<FinalSession<decimal>> final = [];
    private Watermark watermark;

    public ScenarioRun(Scenario scenario)
    {
        var gaps = scenario.Steps.Select(step => step.Event?.GapMs ?? scenario.GapMs ?? 1).Select(gap => TimeSpan.FromMilliseconds(gap)).ToList();
        rules = new SessionRules(scenario.GapMs is { } gap ? TimeSpan.FromMilliseconds(gap) : gaps.Min())
        {
            Boundary = Enum.Parse<GapBoundary>(scenario.Boundary, ignoreCase: true),
            AllowedLateness = TimeSpan.FromMilliseconds(scenario.AllowedLatenessMs),
            LongestGap = gaps.Max(),
        };

        for (var i = 0; i < scenario.Steps.Length; i++)
        {
            if (scenario.Steps[i].Event is { } e)
            {
                Add(i, e);
            }
            else
            {
                Advance(i, scenario.Steps[i].WatermarkMs!.Value);
            }
        }
    }

    public List<ScenarioSession> Closed { get; } = [];

    public List<int> LateSteps { get; } = [];

    private void Add(int step, ScenarioEvent e)
    {
        if (!keys.TryGetValue(e.Key, out var set))
        {
            keys[e.Key] = set = new(rules, SessionAggregators.Sum<long>(value => value));
            set.Advance(watermark, final);
        }

        var gap = e.GapMs is { } own ? TimeSpan.FromMilliseconds(own) : rules.Gap;
        var outcome = set.Add(e.Value, DateTimeOffset.FromUnixTimeMilliseconds(e.TimestampMs), gap, final, out _);
        Assert.NotEqual(AddOutcome.Rejected, outcome);
        Assert.Empty(final);
        if (outcome == AddOutcome.Late)
        {
            LateSteps.Add(step);
        }
    }

    private void Advance(int step, long milliseconds)
    {
        watermark = watermark.Advance(
            milliseconds == long.MaxValue ? Watermark.End : Watermark.At(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)));
        var closed = new List<ScenarioSession>();
        foreach (var (key, set) in keys)
        {
            set.Advance(watermark, final);
            closed.AddRange(final.Select(session => Describe(step, key, session)));
            final.Clear();
        }

        Closed.AddRange(closed.OrderBy(session => session.EndMs).ThenBy(session => session.StartMs).ThenBy(session => session.Key, StringComparer.Ordinal));
    }

    private static ScenarioSession Describe(int step, string key, FinalSession<decimal> session) => new(
        step,
        key,
        session.Window.Start.ToUnixTimeMilliseconds(),
        session.Window.LastEvent.ToUnixTimeMilliseconds(),
        session.Window.End.ToUnixTimeMilliseconds(),
        session.Count,
        session.Result);
}
