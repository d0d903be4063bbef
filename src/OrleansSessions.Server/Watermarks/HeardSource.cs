namespace OrleansSessions.Server;

/// <summary>What a silo has heard of a source.</summary>
internal sealed class HeardSource
{
    private readonly List<DateTimeOffset> inFlight = [];
    private SourceProgress newest;
    private DateTimeOffset? greatestAcknowledged;
    private DateTimeOffset heard;

    public void Hear(SourceProgress progress, DateTimeOffset? least, DateTimeOffset now)
    {
        heard = now;
        newest = progress.Revision > newest.Revision ? progress : newest;
        if (least is { } time)
        {
            inFlight.Add(time);
        }
    }

    public void Acknowledge(DateTimeOffset? least, DateTimeOffset? greatest, DateTimeOffset now)
    {
        heard = now;
        if (least is { } time)
        {
            inFlight.Remove(time);
        }

        if (!(greatest <= greatestAcknowledged))
        {
            greatestAcknowledged = greatest ?? greatestAcknowledged;
        }
    }

    /// <summary>Forgets what has been stored.</summary>
    /// <returns>Whether something is left: events that are being stored.</returns>
    public bool Complete()
    {
        greatestAcknowledged = null;
        return inFlight.Count > 0;
    }

    public SourceReport ToReport(string source, DateTimeOffset now) => new(
        source,
        newest.Revision,
        newest.LeastUnacknowledged,
        inFlight.Count == 0 ? null : inFlight.Min(),
        greatestAcknowledged,
        now - heard);
}
