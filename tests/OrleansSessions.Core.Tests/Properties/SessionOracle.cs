namespace OrleansSessions.Core.Tests;

/// <summary>The sessions of on-time events, from sorting alone.</summary>
internal static class SessionOracle
{
    /// <summary>Sort by time; cut wherever the next event is a gap away.</summary>
    public static List<SessionSummary> SortAndSplit(KeyEventCase @case)
    {
        var sessions = new List<List<KeyEvent>>();
        foreach (var e in @case.Events.OrderBy(e => e.Time))
        {
            var apart = sessions.Count == 0 ? long.MaxValue : e.Time - sessions[^1][^1].Time;
            if (@case.Boundary == GapBoundary.Inclusive ? apart > e.Gap : apart >= e.Gap)
            {
                sessions.Add([]);
            }

            sessions[^1].Add(e);
        }

        return sessions.ConvertAll(session => Summarize(session, @case.Unit));
    }

    /// <summary>Sort by start; go on while an event starts before (Inclusive: at) the greatest end so far.</summary>
    public static List<SessionSummary> MergeIntervals(KeyEventCase @case)
    {
        var sessions = new List<List<KeyEvent>>();
        long end = -1;
        foreach (var e in @case.Events.OrderBy(e => e.Time))
        {
            if (@case.Boundary == GapBoundary.Inclusive ? e.Time > end : e.Time >= end)
            {
                sessions.Add([]);
            }

            sessions[^1].Add(e);
            end = Math.Max(end, e.End);
        }

        return sessions.ConvertAll(session => Summarize(session, @case.Unit));
    }

    public static SessionSummary Summarize(List<KeyEvent> events, long unit) => new(
        events.Min(e => e.Time) * unit,
        events.Max(e => e.Time) * unit,
        events.Max(e => e.End) * unit,
        events.Count,
        events.Sum(e => e.Value));
}
