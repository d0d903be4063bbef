namespace OrleansSessions.Server;

/// <summary>
/// Makes a sessionizer's watermark out of its sources: the least over those that are live. When all are silent it goes on at
/// the clock's pace, as far as the last open session needs. Not thread-safe.
/// </summary>
internal sealed class WatermarkCombiner(SessionizerOptions options)
{
    private readonly Dictionary<string, CombinedSource> sources = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Source, SiloAddress Silo), long> completed = [];
    private (DateTimeOffset Since, Watermark From)? idle;
    private bool wereAllSilent;

    /// <summary>Whether the set of sources has changed since it was stored.</summary>
    public bool HasNewSources { get; private set; }

    /// <summary>Whether all sources are silent and the clock moves the watermark.</summary>
    public bool IsIdle => idle is not null;

    public IEnumerable<(string Name, CombinedSource Source)> Sources => sources.Select(pair => (pair.Key, pair.Value));

    public void SetStored() => HasNewSources = false;

    public void Restore(string name, Watermark? declared, DateTimeOffset? greatest, DateTimeOffset now) =>
        Get(name).Restore(declared, greatest, now);

    public void Declare(string name, Watermark watermark, DateTimeOffset now) => Get(name).Declare(watermark, now);

    public void Complete(string name) => HasNewSources |= sources.Remove(name);

    /// <summary>Notes which reports of a silo still tell of a source as it was before it was complete.</summary>
    public void SetCompleted(string name, SiloAddress silo, long lastReport) => completed[(name, silo)] = lastReport;

    public void Report(SiloAddress silo, SourceReports reports, DateTimeOffset now)
    {
        // Race: a report that a silo made before it knew that a source is complete comes after its completion.
        foreach (var (source, _) in completed.Where(pair => pair.Key.Silo.Equals(silo) && pair.Value < reports.Number).Select(pair => pair.Key).ToList())
        {
            completed.Remove((source, silo));
        }

        foreach (var report in reports.Items.Where(report => Counts(silo, report)))
        {
            Get(report.Source).Report(silo, report, now);
        }
    }

    public void ForgetSilos(Func<SiloAddress, bool> hasGone)
    {
        foreach (var source in sources.Values)
        {
            source.Forget(hasGone);
        }

        foreach (var key in completed.Keys.Where(key => hasGone(key.Silo)).ToList())
        {
            completed.Remove(key);
        }
    }

    /// <summary>The watermark now.</summary>
    /// <param name="committed">What it was; it does not go back.</param>
    /// <param name="lastClose">The watermark that closes the last open session, when all sources are silent; else null.</param>
    /// <param name="now">The clock.</param>
    public Watermark Combine(Watermark committed, Watermark? lastClose, DateTimeOffset now)
    {
        if (FindLive(now).Min(source => source.ToWatermark(options.OutOfOrderness)) is { } least)
        {
            idle = null;
            return committed.Advance(least);
        }

        if (options.SourceIdleTimeout is null)
        {
            return committed;
        }

        idle ??= (now, committed);
        var (since, from) = idle.Value;
        return lastClose is { } close ? committed.Advance(Least(close, GoOn(from, now - since, close))) : committed;
    }

    // A watermark that has never moved says nothing of where event time is: then what is open tells, and nothing waits longer
    // than its own gap.
    private Watermark GoOn(Watermark from, TimeSpan elapsed, Watermark close)
    {
        var start = from.Ticks > 0 ? from.Ticks : Math.Max(0, close.Ticks - options.Gap.Ticks - options.AllowedLateness.Ticks);
        return Watermark.FromTicks(start > long.MaxValue - Math.Max(0, elapsed.Ticks) ? long.MaxValue : start + Math.Max(0, elapsed.Ticks));
    }

    // Whoever is silent is left out, but not forgotten at once: when all fall silent, as when the network is down, and one returns,
    // the others are waited for again, or the first one's backlog would make theirs late.
    private List<CombinedSource> FindLive(DateTimeOffset now)
    {
        var live = sources.Values.Where(source => !IsLeftOut(source, now)).ToList();
        if (live.Count == 0)
        {
            wereAllSilent = sources.Count > 0;
            Forget(now, wereAllSilent ? sources.Values.Max(source => source.Heard) : now);
            return live;
        }

        if (wereAllSilent)
        {
            wereAllSilent = false;
            foreach (var source in sources.Values)
            {
                source.Await(now);
            }

            return [.. sources.Values];
        }

        Forget(now, now - options.SourceIdleTimeout.GetValueOrDefault());
        return live;
    }

    // Those that were silent already when the last of the others was heard.
    private void Forget(DateTimeOffset now, DateTimeOffset lastHeard)
    {
        foreach (var (name, _) in sources.Where(pair => IsLeftOut(pair.Value, now) && IsSilent(lastHeard - pair.Value.Heard)).ToList())
        {
            sources.Remove(name);
            HasNewSources = true;
        }
    }

    private bool IsLeftOut(CombinedSource source, DateTimeOffset now) => IsSilent(now - source.Heard) && !source.HasEventsInFlight;

    private CombinedSource Get(string name)
    {
        if (!sources.TryGetValue(name, out var source))
        {
            sources.Add(name, source = new CombinedSource());
            HasNewSources = true;
        }

        return source;
    }

    private bool Counts(SiloAddress silo, SourceReport report) =>
        !completed.ContainsKey((report.Source, silo)) && (sources.ContainsKey(report.Source) || !IsSilent(report.Silence));

    private bool IsSilent(TimeSpan silence) => silence >= options.SourceIdleTimeout;

    private static Watermark Least(Watermark left, Watermark right) => left < right ? left : right;
}
