namespace OrleansSessions;

/// <summary>Which of a source's events are on their way, so that its watermark does not overtake them. Thread-safe.</summary>
/// <remarks>
/// A silo sees only what has reached it. An event that is still on its way to another silo is known to its sender alone, so
/// every batch tells of the others.
/// </remarks>
internal sealed class SourceTracker(string source, TimeProvider clock)
{
    private readonly Lock gate = new();
    private readonly List<DateTimeOffset> leastSent = [];
    private long revision;
    private bool isHoldingBack;

    public string Source => source;

    /// <summary>Notes a batch, and gives what to say with it of the others.</summary>
    /// <param name="least">The least time of its events.</param>
    public SourceProgress Begin(DateTimeOffset? least)
    {
        lock (gate)
        {
            var progress = new SourceProgress(source, NextRevision(), LeastSent());
            isHoldingBack = progress.LeastUnacknowledged is not null;
            if (least is { } time)
            {
                leastSent.Add(time);
            }

            return progress;
        }
    }

    /// <summary>Notes that a batch has been answered, and gives what to say when nothing follows it that would say it.</summary>
    public SourceProgress? End(DateTimeOffset? least)
    {
        lock (gate)
        {
            if (least is { } time)
            {
                leastSent.Remove(time);
            }

            if (leastSent.Count > 0 || !isHoldingBack)
            {
                return null;
            }

            isHoldingBack = false;
            return new SourceProgress(source, NextRevision(), null);
        }
    }

    private DateTimeOffset? LeastSent() => leastSent.Count == 0 ? null : leastSent.Min();

    // By the clock, so that a source which starts anew under the same name is heard.
    private long NextRevision() => revision = Math.Max(revision + 1, clock.GetUtcNow().UtcTicks);
}
