namespace OrleansSessions.Server;

/// <summary>Adds up what a group of commits has changed, so that it is counted once a group. For one thread.</summary>
internal sealed class SessionTally
{
    private readonly long[] closed = new long[SessionizerTotals.ReasonCount];
    private readonly long[] durations = new long[SessionizerTotals.DurationCount];
    private Sessionizer? sessionizer;
    private DateTimeOffset now;
    private long opened;
    private long merged;

    /// <summary>Adds a commit that is stored.</summary>
    public void Add(SessionCommit commit, SessionChanges changes)
    {
        if (sessionizer != changes.Sessionizer)
        {
            Count();
            sessionizer = changes.Sessionizer;
            now = sessionizer.Now;
        }

        opened += changes.Opened;
        merged += changes.Merged;
        for (var i = 0; i < commit.Log.Count; i++)
        {
            if (commit.Log[i].Session is { } session)
            {
                closed[(int)session.Reason]++;
                durations[SessionizerTotals.FindDuration(session.LastEvent - session.Start)]++;
                RecordDelay(session);
            }
        }
    }

    /// <summary>Counts what has been added.</summary>
    public void Count()
    {
        if (sessionizer?.Metrics is not { } metrics)
        {
            return;
        }

        metrics.CountOpened(opened);
        metrics.CountMerged(merged);
        for (var reason = 0; reason < closed.Length; reason++)
        {
            metrics.CountClosed((CloseReason)reason, closed[reason]);
        }

        for (var group = 0; group < durations.Length; group++)
        {
            if (durations[group] > 0)
            {
                metrics.Totals.AddDuration(group, durations[group]);
            }
        }

        (sessionizer, opened, merged) = (null, 0, 0);
        Array.Clear(closed);
        Array.Clear(durations);
    }

    // What closes by another reason closes at once: it is never due.
    private void RecordDelay(ClosedSession session)
    {
        if (session.Reason is CloseReason.Gap or CloseReason.MaxDuration && sessionizer!.Metrics.WantsClosingDelays
            && sessionizer.FindDue(sessionizer.Rules.ClosesAt(session.End)) is { } due)
        {
            // The clock may have been set back.
            sessionizer.Metrics.RecordClosingDelay(now > due ? now - due : TimeSpan.Zero);
        }
    }
}
