namespace OrleansSessions.Server;

/// <summary>
/// Stores that a sessionizer is drained, tells every silo, and only then looks for open sessions, so that none is opened behind
/// its back.
/// </summary>
[GrainType("session-drain")]
internal sealed class SessionDrainGrain(SessionizerCatalog catalog, ISessionStore store, ClusterScanners scanners) : Grain, ISessionDrainGrain
{
    private const int KeysPerStep = 500;

    private Sessionizer sessionizer = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sessionizer = catalog.Get(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public async Task<long> DrainAsync()
    {
        await SetDrainedAsync(true);
        long drained = 0;
        for (string? after = null; ;)
        {
            var keys = await store.ReadOpenKeysAsync(sessionizer.Name, after, KeysPerStep, CancellationToken.None);
            if (keys.Count == 0)
            {
                return drained;
            }

            var wasOpen = await Task.WhenAll(keys.Select(key => GrainFactory
                .GetGrain<IExpiringGrain>(SessionGrainKey.Create(sessionizer.Name, key)).DrainAsync().AsTask()));
            drained += wasOpen.Count(isOpen => isOpen);
            after = keys[^1];
        }
    }

    public Task ReopenAsync() => SetDrainedAsync(false);

    private async Task SetDrainedAsync(bool isDrained)
    {
        var stored = await DrainRecord.LoadAsync(store, sessionizer.Name, CancellationToken.None);
        var saved = await (stored with { IsDrained = isDrained }).SaveAsync(store, sessionizer.Name, CancellationToken.None);
        if (saved == SessionCommit.Conflict)
        {
            throw new SessionConflictException($"Sessionizer '{sessionizer.Name}' is drained or reopened by another activation; try again.");
        }

        // Race: a silo becomes active meanwhile. It then reads the record, and if that was before it was saved, this finds the silo.
        await scanners.RefreshAsync();
        await scanners.ForEachAsync((_, scanner) => scanner.SetDrainedAsync(sessionizer.Name, saved, isDrained));
    }
}
