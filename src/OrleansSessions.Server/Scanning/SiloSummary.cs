namespace OrleansSessions.Server;

/// <summary>
/// A sessionizer on this silo, for who asks. What takes a look through all keys is looked for again only so often that however many
/// ask it takes no more than half a hundredth of a core. Thread-safe.
/// </summary>
internal sealed class SiloSummary(Sessionizer sessionizer, string silo, TimeProvider clock)
{
    private const int MaxSetAside = 100;

    // Some milliseconds: below that the look is nothing, and who asks twice sees at once what has changed.
    private const int FewKeys = 20_000;

    private const int LooksApart = 200;

    private readonly Lock gate = new();
    private (OpenKey? Oldest, OpenKey? Largest)? last;
    private long lookedAt;
    private TimeSpan lookedFor;

    /// <summary>Counts, and looks where it is time to.</summary>
    public SiloOverview Get()
    {
        var keys = sessionizer.Keys;
        var (count, open) = (keys.Count, keys.OpenKeys);
        var (oldest, largest) = Look(count);
        var watermark = sessionizer.Watermark;
        // Race: between the two counts keys open and close.
        return new SiloOverview(silo, open, Math.Max(0, count - open), sessionizer.SetAside.Take(MaxSetAside), oldest, largest)
        {
            OpenSessions = keys.OpenSessions,
            Watermark = watermark == Watermark.Beginning ? null : watermark.Time,
            WatermarkLag = sessionizer.FindWatermarkLag(),
            Counts = sessionizer.Metrics.Totals.Read(),
        };
    }

    private (OpenKey? Oldest, OpenKey? Largest) Look(int count)
    {
        // Who asks meanwhile waits for this look rather than making one of its own.
        lock (gate)
        {
            if (last is { } known && count > FewKeys && clock.GetElapsedTime(lookedAt) < lookedFor * LooksApart)
            {
                return known;
            }

            var began = clock.GetTimestamp();
            var found = OpenKeys.FindExtremes(sessionizer, silo);
            last = found;
            lookedAt = clock.GetTimestamp();
            lookedFor = clock.GetElapsedTime(began, lookedAt);
            return found;
        }
    }
}
