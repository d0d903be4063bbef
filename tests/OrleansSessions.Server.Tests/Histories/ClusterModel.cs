namespace OrleansSessions.Server.Tests;

/// <summary>A sessionizer as the contract says it is, in plain lists that never forget.</summary>
internal sealed class ClusterModel
{
    private readonly HistorySessionizer sessionizer;
    private readonly SourceModel[] sources = [.. Enumerable.Range(0, ClusterHistory.SourceCount).Select(_ => new SourceModel())];

    public ClusterModel(HistorySessionizer sessionizer, IEnumerable<string> keys)
    {
        this.sessionizer = sessionizer;
        Keys = [.. keys.Select(key => new KeyModel(sessionizer, key))];
        Advance(0);
    }

    public IReadOnlyList<KeyModel> Keys { get; }

    /// <summary>The watermark, in ticks since the history began; on the arrival clock it is the clock.</summary>
    public double Watermark { get; private set; } = double.NegativeInfinity;

    /// <summary>What becomes of each event of a batch; null for those that are accepted.</summary>
    public AppendOutcome?[] Append(int source, IReadOnlyList<(ClusterEvent Event, long Value, long Sequence)> batch, bool isDrained = false)
    {
        var outcomes = new AppendOutcome?[batch.Count];
        for (var key = 0; key < Keys.Count; key++)
        {
            long? unstamped = null;
            for (var i = 0; i < batch.Count; i++)
            {
                var (e, value, sequence) = batch[i];
                if (e.Key != key)
                {
                    continue;
                }

                var time = sessionizer.IsArrival ? Keys[key].Arrive((long)Watermark) : HistorySessionizer.Ticks(e.Time);
                outcomes[i] = Keys[key].Add(e, time, value, sequence, isDrained);
                if (outcomes[i] != AppendOutcome.Rejected)
                {
                    sources[source].Hear(time);
                }

                unstamped = e.Producer == 0 && outcomes[i] is null or AppendOutcome.Late ? Math.Max(unstamped ?? time, time) : unstamped;
            }

            if (unstamped is { } latest)
            {
                Keys[key].Mark(latest);
            }
        }

        return outcomes;
    }

    public void Declare(int source, double watermark)
    {
        sources[source].Declare(watermark);
        Combine();
    }

    public void Complete(int source)
    {
        sources[source].Complete();
        Combine();
    }

    /// <summary>The clock goes on, by two scans at least: every silo has then reported and heard the others' reports.</summary>
    public void MoveClock(long ticks)
    {
        if (sessionizer.IsArrival)
        {
            Advance(Watermark + ticks);
            return;
        }

        foreach (var source in sources)
        {
            source.Report();
        }

        Combine();
    }

    public int Drain()
    {
        var drained = Keys.Count(key => key.IsOpen);
        foreach (var key in Keys)
        {
            key.Drain();
        }

        return drained;
    }

    private void Combine()
    {
        if (!sessionizer.IsArrival && sources.Min(source => source.Watermark) is { } least)
        {
            Advance(least);
        }
    }

    private void Advance(double watermark)
    {
        Watermark = Math.Max(Watermark, watermark);
        foreach (var key in Keys)
        {
            key.Advance(Watermark);
        }
    }
}
