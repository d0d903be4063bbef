namespace OrleansSessions.Core.Tests;

/// <summary>
/// Many keys and the one index that finds what is due, driven as a silo drives them: owners only write their newest deadline,
/// and a key's sessions close only when the index reports it.
/// </summary>
internal sealed class Fleet(SessionRules rules, int maxCount)
{
    private readonly Dictionary<int, FleetKey> keys = [];
    private readonly ExpiryIndex<int> index = new();
    private Watermark previous;
    private Watermark watermark;

    public int Keys => keys.Count;

    public int Places => index.Count;

    public long Accepted { get; private set; }

    public long Closed { get; private set; }

    public void Add(int id, long time, long gap)
    {
        var sessions = keys.TryGetValue(id, out var known) ? known.Sessions : new TestKey(rules);
        sessions.Advance(watermark);

        // Every tick has closed what was due, so nothing is left for an event to find.
        Assert.Empty(sessions.Final);
        if (sessions.Add(time, 1, gap) == AddOutcome.Accepted)
        {
            Accepted++;
        }

        if (known is not null)
        {
            Write(known);
        }
        else if (sessions.Set.Deadline is { } deadline)
        {
            keys[id] = new FleetKey(sessions, new ExpiryEntry<int>(id, deadline));
            index.Add(keys[id].Entry);
        }
    }

    public void Tick(Watermark next)
    {
        (previous, watermark) = (watermark, watermark.Advance(next));
        var due = new List<ExpiryEntry<int>>();
        do
        {
            due.Clear();
            index.TakeDue(watermark, maxCount, due);
            due.ForEach(entry => Close(keys[entry.Key]));
        }
        while (due.Count > 0);
    }

    private void Close(FleetKey key)
    {
        Assert.True(key.Entry.Deadline <= watermark);
        key.Sessions.Advance(watermark);
        foreach (var session in key.Sessions.Final)
        {
            Assert.True(IsFirstTickAtOrAfter(session.Window.End), $"{session.Window} closed after {previous} at {watermark}");
            Closed += session.Count;
        }

        key.Sessions.Final.Clear();
        Write(key);
    }

    private void Write(FleetKey key)
    {
        if (key.Sessions.Set.Deadline is not { } deadline)
        {
            Assert.True(key.Sessions.Set.HasLapsed);
            key.Entry.Drop();
            keys.Remove(key.Entry.Key);
        }
        else if (key.Entry.TryWrite(deadline, out var isEarlier) && isEarlier)
        {
            index.Add(key.Entry);
        }
    }

    // By the words of the contract, not by ClosesAt: Exclusive W >= end + lateness, Inclusive W > end + lateness.
    private bool IsFirstTickAtOrAfter(DateTimeOffset end)
    {
        var due = (end + rules.AllowedLateness).UtcTicks;
        return rules.Boundary == GapBoundary.Inclusive
            ? previous.Ticks <= due && watermark.Ticks > due
            : previous.Ticks < due && watermark.Ticks >= due;
    }
}
