namespace OrleansSessions.Server;

/// <summary>What is known of a source over all silos.</summary>
internal sealed class CombinedSource
{
    private readonly Dictionary<SiloAddress, DateTimeOffset> inFlight = [];
    private long revision;
    private DateTimeOffset? leastUnacknowledged;

    /// <summary>What it has declared; null when its events speak for it.</summary>
    public Watermark? Declared { get; private set; }

    public DateTimeOffset? GreatestAcknowledged { get; private set; }

    public DateTimeOffset Heard { get; private set; }

    public bool HasEventsInFlight => inFlight.Count > 0;

    public void Declare(Watermark watermark, DateTimeOffset now)
    {
        Declared = (Declared ?? Watermark.Beginning).Advance(watermark);
        Heard = now;
    }

    public void Restore(Watermark? declared, DateTimeOffset? greatest, DateTimeOffset now) =>
        (Declared, GreatestAcknowledged, Heard) = (declared, greatest, now);

    /// <summary>Waits for it as if it had been heard now.</summary>
    public void Await(DateTimeOffset now) => Heard = now;

    public void Report(SiloAddress silo, SourceReport report, DateTimeOffset now)
    {
        Heard = now - report.Silence > Heard ? now - report.Silence : Heard;
        if (report.Revision >= revision)
        {
            (revision, leastUnacknowledged) = (report.Revision, report.LeastUnacknowledged);
        }

        if (report.LeastInFlight is { } least)
        {
            inFlight[silo] = least;
        }
        else
        {
            inFlight.Remove(silo);
        }

        if (!(report.GreatestAcknowledged <= GreatestAcknowledged))
        {
            GreatestAcknowledged = report.GreatestAcknowledged ?? GreatestAcknowledged;
        }
    }

    /// <summary>Forgets what a silo that has gone was storing: its events are not acknowledged.</summary>
    public void Forget(Func<SiloAddress, bool> hasGone)
    {
        foreach (var silo in inFlight.Keys.Where(hasGone).ToList())
        {
            inFlight.Remove(silo);
        }
    }

    /// <summary>No event of it before this is still to come; null while nothing is known of where it is.</summary>
    public Watermark? ToWatermark(TimeSpan outOfOrderness)
    {
        if (Declared is { } declared)
        {
            return declared;
        }

        // Whose events were all rejected, because its clock is wrong, must not hold the others back.
        if (GreatestAcknowledged is null && inFlight.Count == 0)
        {
            return null;
        }

        var ticks = GreatestAcknowledged is { } greatest ? Math.Max(0, greatest.UtcTicks - outOfOrderness.Ticks) : long.MaxValue;
        foreach (var least in inFlight.Values)
        {
            ticks = Math.Min(ticks, least.UtcTicks);
        }

        return Watermark.FromTicks(Math.Min(ticks, leastUnacknowledged?.UtcTicks ?? long.MaxValue));
    }
}
