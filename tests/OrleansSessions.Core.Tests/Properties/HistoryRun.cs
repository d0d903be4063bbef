namespace OrleansSessions.Core.Tests;

/// <summary>A history as its key's owner lives it: a key that has lapsed is forgotten and begins anew.</summary>
internal sealed class HistoryRun
{
    private readonly HistoryCase history;
    private readonly List<FinalSession<decimal>> final = [];
    private TestKey key;
    private Watermark watermark;

    public HistoryRun(HistoryCase history)
    {
        this.history = history;
        key = new TestKey(history.SessionRules);
        for (var i = 0; i < history.Steps.Length; i++)
        {
            Apply(i, history.Steps[i]);
        }

        Advance(Watermark.End);
    }

    /// <summary>What became of each event, by step.</summary>
    public Dictionary<int, AddOutcome> Outcomes { get; } = [];

    public IReadOnlyList<FinalSession<decimal>> Final => final;

    public IEnumerable<SessionSummary> Summaries => final.Select(SessionSummary.Of);

    public IEnumerable<string> Ids => final.Select(session => SessionId.Create("s", "k", session.Window.Start, session.Ordinal));

    private void Apply(int index, HistoryStep step)
    {
        switch (step.Action)
        {
            case HistoryAction.Event:
                var e = new KeyEvent(index, step.Time, step.Gap);
                Outcomes[index] = key.Add(e.Time * history.Unit, e.Value, e.Gap * history.Unit);
                Take();
                break;
            case HistoryAction.Watermark:
                Advance(Timeline.WatermarkAt(step.Time * history.Unit));
                break;
            case HistoryAction.End:
                key.Set.End(Timeline.At(step.Time * history.Unit), key.Final);
                Take();
                break;
            case HistoryAction.Drain:
                key.Set.Drain(key.Final);
                Take();
                break;
            default:
                key.Restore();
                break;
        }
    }

    private void Advance(Watermark learnt)
    {
        watermark = watermark.Advance(learnt);
        key.Advance(learnt);
        Take();
    }

    private void Take()
    {
        final.AddRange(key.Final);
        key.Final.Clear();
        if (key.Set.HasLapsed)
        {
            key = new TestKey(history.SessionRules);
            key.Advance(watermark);
        }
    }
}
