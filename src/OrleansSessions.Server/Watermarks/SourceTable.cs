namespace OrleansSessions.Server;

/// <summary>The sources of a sessionizer's events as this silo hears them. Thread-safe.</summary>
internal sealed class SourceTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HeardSource> sources = new(StringComparer.Ordinal);
    private long reportCount;

    /// <summary>Notes events of a source that have come and are not yet stored.</summary>
    /// <param name="progress">What the source says of itself.</param>
    /// <param name="least">The least time of the events; null when there are none.</param>
    /// <param name="now">When.</param>
    public void Begin(SourceProgress progress, DateTimeOffset? least, DateTimeOffset now)
    {
        lock (gate)
        {
            Get(progress.Source).Hear(progress, least, now);
        }
    }

    /// <summary>Notes that they are stored, or have failed.</summary>
    /// <param name="name">The source.</param>
    /// <param name="least">As it was given to <see cref="Begin"/>.</param>
    /// <param name="greatest">The greatest time of the events that are acknowledged; null for none.</param>
    /// <param name="now">When.</param>
    public void End(string name, DateTimeOffset? least, DateTimeOffset? greatest, DateTimeOffset now)
    {
        lock (gate)
        {
            Get(name).Acknowledge(least, greatest, now);
        }
    }

    /// <summary>What there is to report, and forgets the sources that have long been silent.</summary>
    /// <param name="now">When.</param>
    /// <param name="idleTimeout">After how long; null for never.</param>
    public SourceReports Report(DateTimeOffset now, TimeSpan? idleTimeout)
    {
        lock (gate)
        {
            var reports = sources.Select(pair => pair.Value.ToReport(pair.Key, now)).ToArray();
            foreach (var silent in reports.Where(report => report.LeastInFlight is null && report.Silence >= idleTimeout))
            {
                sources.Remove(silent.Source);
            }

            return new SourceReports(++reportCount, reports);
        }
    }

    /// <summary>Forgets a source that is complete, but for its events that are not yet stored.</summary>
    /// <param name="name">The source.</param>
    /// <returns>The number of the last report that may tell of it as it was.</returns>
    public long Complete(string name)
    {
        lock (gate)
        {
            if (sources.TryGetValue(name, out var source) && !source.Complete())
            {
                sources.Remove(name);
            }

            return reportCount;
        }
    }

    private HeardSource Get(string name)
    {
        if (!sources.TryGetValue(name, out var source))
        {
            sources.Add(name, source = new HeardSource());
        }

        return source;
    }
}
