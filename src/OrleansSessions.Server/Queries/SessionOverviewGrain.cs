using Orleans.Concurrency;

namespace OrleansSessions.Server;

/// <summary>Asks the scanners of all silos, on the silo that it is called on.</summary>
[GrainType("session-overview")]
[StatelessWorker, Reentrant]
internal sealed class SessionOverviewGrain(SessionizerCatalog catalog, ClusterScanners scanners) : Grain, ISessionOverviewGrain
{
    private const int MaxLimit = 10_000;

    private Sessionizer sessionizer = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sessionizer = catalog.Get(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public async Task<SessionizerOverview> GetOverviewAsync()
    {
        var silos = new List<SiloOverview>();
        var watermark = Watermark.Beginning;
        await scanners.AskEachAsync(async (_, scanner) =>
        {
            var ticks = await scanner.GetWatermarkAsync(sessionizer.Name);
            silos.Add(await scanner.GetOverviewAsync(sessionizer.Name));
            watermark = watermark.Advance(Watermark.FromTicks(ticks));
        });
        return new SessionizerOverview(
            watermark.Time, sessionizer.IsDrained, [.. silos.OrderBy(silo => silo.Silo, StringComparer.Ordinal)]);
    }

    public async Task<IReadOnlyList<OpenKey>> GetOpenKeysAsync(string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        var found = new List<OpenKey>();
        await scanners.AskEachAsync(async (_, scanner) =>
            found.AddRange(await scanner.GetOpenKeysAsync(sessionizer.Name, after, limit)));

        // A key that has moved may still be known to the silo that it was on: what it has now is what has most events.
        return
        [
            .. found.GroupBy(key => key.Key, StringComparer.Ordinal)
                .Select(same => same.MaxBy(key => key.Count)!)
                .OrderBy(key => key.Key, StringComparer.Ordinal)
                .Take(limit)
        ];
    }
}
