namespace OrleansSessions.Server;

/// <summary>
/// Stores a sessionizer's watermark before any silo may use it, so that it does not go back when silos or the cluster restart.
/// </summary>
[GrainType("session-watermark")]
internal sealed class SessionWatermarkGrain(
    SessionizerCatalog catalog, ISessionStore store, SessionScannerClient scanners, IClusterMembershipService membership)
    : Grain, ISessionWatermarkGrain
{
    private string sessionizer = null!;
    private Watermark committed;
    private long version;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sessionizer = this.GetPrimaryKeyString();
        var clock = catalog.Get(sessionizer).Options.Clock;
        if (clock != SessionClock.EventTime)
        {
            throw new SessionException(
                $"Sessionizer '{sessionizer}' is on the {clock} clock, whose watermark is the clock itself: it can not be advanced.");
        }

        (version, committed) = await store.LoadWatermarkAsync(sessionizer, cancellationToken);
    }

    public async Task<long> AdvanceAsync(long ticks)
    {
        var watermark = Watermark.FromTicks(ticks);
        if (watermark > committed)
        {
            var saved = await store.SaveWatermarkAsync(sessionizer, version, watermark, CancellationToken.None);
            if (saved == SessionCommit.Conflict)
            {
                DeactivateOnIdle();
                throw new SessionConflictException($"The watermark of '{sessionizer}' has moved to another activation; try again.");
            }

            (version, committed) = (saved, watermark);
        }

        // Also when nothing has changed: an earlier call may have failed on the way.
        await Task.WhenAll(ActiveSilos().Select(AdvanceSiloAsync));
        await GrainFactory.GetGrain<ISessionRecoveryGrain>(sessionizer).RecoverAsync(committed.Ticks);
        return committed.Ticks;
    }

    public ValueTask<long> GetAsync() => new(committed.Ticks);

    private IEnumerable<SiloAddress> ActiveSilos() =>
        membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active)
            .Select(member => member.SiloAddress);

    private async Task AdvanceSiloAsync(SiloAddress silo)
    {
        try
        {
            await scanners.On(silo).AdvanceAsync(sessionizer, committed.Ticks);
        }
        catch (Exception exception) when (exception is SiloUnavailableException or OrleansMessageRejectionException)
        {
            // Race: the silo has gone since. A silo that starts loads the watermark before it takes calls, and recovery
            // finds the keys of the one that went.
        }
    }
}
