namespace OrleansSessions.Core.Tests;

/// <summary>
/// The contract's rules on merging, limits, ends, closing and lateness, word by word, on plain lists of events that are never
/// forgotten.
/// </summary>
internal sealed class SessionModel(ModelRules rules)
{
    private const double Never = double.NegativeInfinity;

    private readonly List<ModelSession> open = [];
    private double endedThrough = Never;
    private double floor = Never;

    /// <summary>The open sessions, in order of time.</summary>
    public IReadOnlyList<ModelSession> Open => open;

    /// <summary>The closed sessions, in the order of their closing.</summary>
    public List<ModelSession> Closed { get; } = [];

    public double Watermark { get; private set; } = Never;

    public AddOutcome Add(ModelEvent e)
    {
        if (e.Gap > rules.LongestGap)
        {
            return AddOutcome.Rejected;
        }

        if (e.Time <= endedThrough || e.Time < floor || Closed.Exists(session => session.Refuses(e)))
        {
            return AddOutcome.Late;
        }

        var joined = open.Where(session => session.Takes(e)).ToList();
        var added = ModelSession.Of(rules, e);
        if (joined.Count > 1 && added.With(joined) is var all && (all.IsTooLong || all.IsTooFull))
        {
            joined = [joined.LastOrDefault(session => session.Start <= e.Time) ?? joined[0]];
        }

        var merged = joined.Count > 0 ? joined[0].With([.. joined.Skip(1), added]) : added;
        merged.Cut = open.Except(joined).Select(session => (double)session.Start)
            .Where(start => start > e.Time).Append(joined.Count > 0 ? joined[^1].Cut : double.PositiveInfinity).Min();
        merged.CutGaps();
        if (merged.IsDueAt(Watermark))
        {
            return AddOutcome.Late;
        }

        if (open.Count == 0)
        {
            // What starts before this was closed already whatever its gap, so what lay there may have been forgotten.
            floor = Math.Max(floor, Watermark - rules.Lateness - rules.LongestGap);
        }

        open.RemoveAll(joined.Contains);
        open.Add(merged);
        open.Sort((left, right) => left.Start.CompareTo(right.Start));
        if (merged.Count >= rules.MaxEvents)
        {
            Close(merged, CloseReason.MaxEvents, merged.Last);
        }

        return AddOutcome.Accepted;
    }

    public void End(long at)
    {
        foreach (var session in open.Where(session => session.Start <= at).ToList())
        {
            Close(session, CloseReason.Ended, at);
        }

        endedThrough = Math.Max(endedThrough, at);
    }

    public void Drain()
    {
        foreach (var session in open.ToList())
        {
            Close(session, CloseReason.Drained, session.Last);
        }
    }

    public void Advance(double learnt)
    {
        Watermark = Math.Max(Watermark, learnt);
        foreach (var session in open.Where(session => session.IsDueAt(Watermark)).ToList())
        {
            // What kept an event at its end from joining is a session that begins there and is still open.
            session.Cut = open.Select(other => (double)other.Start).Where(start => start > session.Start).Append(double.PositiveInfinity).Min();
            Close(session, session.EndsByDuration ? CloseReason.MaxDuration : CloseReason.Gap, null);
        }
    }

    private void Close(ModelSession session, CloseReason reason, long? at)
    {
        session.Reason = reason;
        session.EndedAt = at;
        open.Remove(session);
        Closed.Add(session);
    }
}
