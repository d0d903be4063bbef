namespace OrleansSessions.Core.Tests;

/// <summary>
/// The contract's rules on merging, closing and lateness, word by word, on plain lists of events that are never forgotten.
/// </summary>
internal sealed class HistoryModel
{
    private readonly HistoryCase history;
    private readonly List<List<KeyEvent>> open = [];
    private readonly List<List<KeyEvent>> closed = [];
    private long watermark = long.MinValue / 2;
    private long floor = long.MinValue / 2;

    public HistoryModel(HistoryCase history)
    {
        this.history = history;
        for (var i = 0; i < history.Steps.Length; i++)
        {
            var step = history.Steps[i];
            if (step.Action == HistoryAction.Event)
            {
                Outcomes[i] = Add(new KeyEvent(i, step.Time, step.Gap));
            }
            else if (step.Action == HistoryAction.Watermark)
            {
                Advance(step.Time);
            }
        }

        Advance(long.MaxValue / 2);
    }

    public Dictionary<int, AddOutcome> Outcomes { get; } = [];

    public IEnumerable<SessionSummary> Summaries => closed.Select(session => SessionOracle.Summarize(session, history.Unit));

    private bool IsInclusive => history.Boundary == GapBoundary.Inclusive;

    private AddOutcome Add(KeyEvent e)
    {
        if (e.Gap > history.LongestGap)
        {
            return AddOutcome.Rejected;
        }

        var touched = open.Where(session => Touches(session, e)).ToList();
        List<KeyEvent> merged = [.. touched.SelectMany(session => session), e];
        if (IsClosed(merged) || closed.Exists(session => Touches(session, e)) || e.Time < floor)
        {
            return AddOutcome.Late;
        }

        if (open.Count == 0)
        {
            // What starts before this was closed already whatever its gap, so what lay there may have been forgotten.
            floor = watermark - history.Lateness - history.LongestGap;
        }

        open.RemoveAll(touched.Contains);
        open.Add(merged);
        return AddOutcome.Accepted;
    }

    private void Advance(long learnt)
    {
        watermark = Math.Max(watermark, learnt);
        closed.AddRange(open.Where(IsClosed).OrderBy(session => session.Min(e => e.Time)));
        open.RemoveAll(IsClosed);
    }

    private bool IsClosed(List<KeyEvent> session)
    {
        var due = session.Max(e => e.End) + history.Lateness;
        return IsInclusive ? watermark > due : watermark >= due;
    }

    private bool Touches(List<KeyEvent> session, KeyEvent e)
    {
        var start = session.Min(other => other.Time);
        var end = session.Max(other => other.End);
        return IsInclusive ? e.Time <= end && start <= e.End : e.Time < end && start < e.End;
    }
}
