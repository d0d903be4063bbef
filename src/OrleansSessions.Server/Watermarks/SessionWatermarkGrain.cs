using Orleans.Serialization;

namespace OrleansSessions.Server;

/// <summary>
/// Combines the watermarks of a sessionizer's sources, and stores the result before any silo may use it, so that it does not go
/// back when silos or the cluster restart.
/// </summary>
[GrainType("session-watermark")]
internal sealed class SessionWatermarkGrain(
    SessionizerCatalog catalog, ISessionStore store, ClusterScanners scanners, Serializer<WatermarkState> serializer)
    : Grain, ISessionWatermarkGrain, IWatermarkReports
{
    private Sessionizer sessionizer = null!;
    private WatermarkCombiner combiner = null!;
    private Watermark committed;
    private long version;
    private Watermark? lastClose;
    private DateTimeOffset lastCloseRead;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sessionizer = catalog.Get(this.GetPrimaryKeyString());
        if (!sessionizer.IsEventTime)
        {
            throw new SessionException(
                $"Sessionizer '{sessionizer.Name}' is on the {sessionizer.Options.Clock} clock, whose watermark is the clock itself: it can not be advanced.");
        }

        combiner = new WatermarkCombiner(sessionizer.Options);
        (version, var state) = await WatermarkState.LoadAsync(store, serializer, sessionizer.Name, cancellationToken);
        Restore(state);

        // Sources that were heard since they were last stored are known to the silos alone.
        await AskScannersAsync();
    }

    public async Task<long> AdvanceAsync(string source, long ticks)
    {
        var watermark = Watermark.FromTicks(ticks);
        SessionNames.ThrowIfInvalidSource(source);
        if (watermark != Watermark.End && sessionizer.FindAheadProblem("The watermark", watermark.Time) is { } problem)
        {
            throw new ArgumentException(problem, nameof(ticks));
        }

        combiner.Declare(source, watermark, sessionizer.Now);
        return await PublishAsync();
    }

    public async Task<long> CompleteAsync(string source)
    {
        SessionNames.ThrowIfInvalidSource(source);
        await scanners.ForEachAsync(async (silo, scanner) =>
            combiner.SetCompleted(source, silo, await scanner.CompleteSourceAsync(sessionizer.Name, source)));
        combiner.Complete(source);
        return await PublishAsync();
    }

    public async Task<long> ReportAsync(SiloAddress silo, SourceReports reports)
    {
        combiner.Report(silo, reports, sessionizer.Now);
        await CommitAsync();
        return committed.Ticks;
    }

    private async Task<long> PublishAsync()
    {
        await CommitAsync();

        // Also when nothing has changed: an earlier call may have failed on the way.
        await scanners.ForEachAsync((_, scanner) => scanner.AdvanceAsync(sessionizer.Name, committed.Ticks));
        await GrainFactory.GetGrain<ISessionRecoveryGrain>(sessionizer.Name).RecoverAsync(committed.Ticks, scanners.MembershipVersion);
        return committed.Ticks;
    }

    private async Task CommitAsync()
    {
        combiner.ForgetSilos(silo => !scanners.IsActive(silo));
        if (combiner.AnyFallsSilent(sessionizer.Now))
        {
            // Race: it may have been heard on a silo whose next report is still to come.
            await AskScannersAsync();
        }

        await FindLastCloseAsync();
        var next = combiner.Combine(committed, lastClose, sessionizer.Now);
        if (next == committed && !combiner.HasNewSources)
        {
            return;
        }

        var saved = await store.SaveRecordAsync(
            WatermarkState.RecordOf(sessionizer.Name), version, serializer.SerializeToArray(ToState(next)), CancellationToken.None);
        if (saved == SessionCommit.Conflict)
        {
            DeactivateOnIdle();
            throw new SessionConflictException($"The watermark of '{sessionizer.Name}' has moved to another activation; try again.");
        }

        (version, committed) = (saved, next);
        combiner.SetStored();
    }

    private Task AskScannersAsync() => scanners.ForEachAsync(async (silo, scanner) =>
        combiner.Report(silo, await scanner.GetSourcesAsync(sessionizer.Name), sessionizer.Now));

    // Only when the clock moves the watermark, and now and then again: a session may have been opened since.
    private async Task FindLastCloseAsync()
    {
        if (!combiner.IsIdle)
        {
            lastClose = null;
            lastCloseRead = default;
        }
        else if (!(committed < lastClose) && sessionizer.Now - lastCloseRead >= sessionizer.Options.SourceIdleTimeout)
        {
            lastCloseRead = sessionizer.Now;
            var end = await store.ReadGreatestOpenEndAsync(sessionizer.Name, CancellationToken.None);
            lastClose = end > 0 ? sessionizer.Rules.ClosesAt(new DateTimeOffset(end, TimeSpan.Zero)) : null;
        }
    }

    private WatermarkState ToState(Watermark watermark) => new()
    {
        Ticks = watermark.Ticks,
        Sources =
        [
            .. combiner.Sources.Select(item => new WatermarkSourceState
            {
                Name = item.Name,
                DeclaredTicks = item.Source.Declared?.Ticks,
                GreatestAcknowledged = item.Source.GreatestAcknowledged,
            })
        ],
    };

    private void Restore(WatermarkState state)
    {
        committed = Watermark.FromTicks(state.Ticks);
        foreach (var source in state.Sources)
        {
            // As if heard now: a cluster that starts again waits for its sources as long as for those that fall silent.
            combiner.Restore(
                source.Name,
                source.DeclaredTicks is { } ticks ? Watermark.FromTicks(ticks) : null,
                source.GreatestAcknowledged,
                sessionizer.Now);
        }

        combiner.SetStored();
    }
}
