using OrleansSessions.Core.Tests;

namespace OrleansSessions.Server.Tests;

/// <summary>One key as the model has it: its sessions, its late events, and what its producers have sent.</summary>
internal sealed class KeyModel(HistorySessionizer sessionizer, string name)
{
    private readonly SessionModel sessions = new(sessionizer.ModelRules);
    private readonly Dictionary<int, (long Sequence, double Time)> marks = [];
    private double latestMark = double.NegativeInfinity;
    private long endedThrough = long.MinValue;

    public string Name => name;

    public bool IsOpen => sessions.Open.Count > 0;

    public List<long> Late { get; } = [];

    public IEnumerable<ObservedSession> Closed => sessions.Closed.Select(session => Observe(session, session.End) with { Reason = session.Reason });

    public IEnumerable<ObservedSession> Open => sessions.Open.Select(session => Observe(session, (long)session.OpenEnd));

    public void Advance(double watermark)
    {
        sessions.Advance(watermark);
        foreach (var (producer, mark) in marks)
        {
            if (watermark >= mark.Time + HistorySessionizer.Ticks(sessionizer.ProducerRetention))
            {
                marks.Remove(producer);
            }
        }
    }

    /// <summary>The time of what arrives now.</summary>
    public long Arrive(long now)
    {
        var seen = sessions.Open.Concat(sessions.Closed).Select(session => session.Last).Append(now).Max();
        return Math.Max(seen, endedThrough == long.MinValue ? seen : endedThrough + 1);
    }

    /// <summary>What becomes of an event; null when it is accepted.</summary>
    public AppendOutcome? Add(ClusterEvent e, long time, long value, long sequence, bool isDrained)
    {
        if (e.Producer > 0 && marks.TryGetValue(e.Producer, out var mark) && mark.Sequence >= sequence)
        {
            return AppendOutcome.Duplicate;
        }

        var outcome = isDrained
            ? AddOutcome.Rejected
            : sessions.Add(new ModelEvent(time, HistorySessionizer.Ticks(e.Gap ?? sessionizer.Gap), value));
        if (outcome == AddOutcome.Rejected)
        {
            return AppendOutcome.Rejected;
        }

        if (e.Producer > 0)
        {
            marks[e.Producer] = (sequence, Mark(time));
        }

        if (outcome == AddOutcome.Late)
        {
            Late.Add(value);
            return AppendOutcome.Late;
        }

        return null;
    }

    /// <summary>Notes that the client, too, stamped what carried no stamp of its own.</summary>
    public double Mark(long time) => latestMark = Math.Max(latestMark, Math.Max(time, sessions.Watermark));

    public int End(long at)
    {
        var before = sessions.Closed.Count;
        if (IsOpen || !sessionizer.IsArrival)
        {
            sessions.End(at);
            endedThrough = Math.Max(endedThrough, at);
        }

        return sessions.Closed.Count - before;
    }

    public void Drain() => sessions.Drain();

    private ObservedSession Observe(ModelSession session, long end) =>
        new(name, session.Start, session.Last, end, session.Count, session.Events.Sum(e => (decimal)e.Value));
}
