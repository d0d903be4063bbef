namespace OrleansSessions.Server;

/// <summary>
/// A sessionizer on this silo, for who asks. What takes a look through all keys is looked for again only so often that however many
/// ask it takes no more than a fiftieth of a core. Thread-safe.
/// </summary>
internal sealed class SiloSummary(Sessionizer sessionizer, string silo, TimeProvider clock)
{
    // Some milliseconds: below that the look is nothing, and who asks twice sees at once what has changed.
    private const int FewKeys = 20_000;

    private const int LooksApart = 50;

    private readonly Lock gate = new();
    private SiloOverview? last;
    private long lookedAt;
    private TimeSpan lookedFor;

    /// <summary>Looks, where it is time to.</summary>
    public SiloOverview Get()
    {
        var watermark = sessionizer.Watermark;
        return Look() with
        {
            Watermark = watermark == Watermark.Beginning ? null : watermark.Time,
            WatermarkLag = sessionizer.FindWatermarkLag(),
            Counts = sessionizer.Metrics.Totals.Read(),
        };
    }

    private SiloOverview Look()
    {
        // Who asks meanwhile waits for this look rather than making one of its own.
        lock (gate)
        {
            if (last is not null && last.OpenKeys + last.ClosedKeys > FewKeys && clock.GetElapsedTime(lookedAt) < lookedFor * LooksApart)
            {
                return last;
            }

            var began = clock.GetTimestamp();
            last = OpenKeys.Summarize(sessionizer, silo);
            lookedAt = clock.GetTimestamp();
            lookedFor = clock.GetElapsedTime(began, lookedAt);
            return last;
        }
    }
}
