using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Serialization;

namespace OrleansSessions.Server;

/// <summary>
/// Opens the store and loads the watermarks before the silo takes calls, and stores what is pending after its grains have gone.
/// </summary>
internal sealed partial class SessionsLifecycle(
    ISessionStore store,
    GroupCommitter committer,
    IServiceProvider services,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    TimeProvider clock,
    Serializer<WatermarkState> serializer,
    ILogger<SessionsLifecycle> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public void Participate(ISiloLifecycle lifecycle)
    {
        lifecycle.Subscribe<SessionsLifecycle>(
            ServiceLifecycleStage.RuntimeStorageServices,
            _ =>
            {
                committer.Start();
                return Task.CompletedTask;
            },
            async _ => await committer.DisposeAsync());

        // Membership has been read at the stage before, but this silo has not announced itself yet: one that is refused here
        // leaves no trace in the cluster. No call has come, and the stream provider, which needs the store, starts later.
        lifecycle.Subscribe<SessionsLifecycle>(ServiceLifecycleStage.RuntimeGrainServices + 1, OpenAsync);

        // The silo is active: whoever drains a sessionizer from now on finds it in the membership table.
        lifecycle.Subscribe<SessionsLifecycle>(ServiceLifecycleStage.Active, JoinAsync);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var others = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress))
            .Select(member => member.SiloAddress.ToParsableString());
        await store.OpenAsync(new StoreOpening(silo.SiloAddress.ToParsableString(), [.. others]), cancellationToken);

        // Asked for only now: participants are made before the options have been validated.
        var catalog = services.GetRequiredService<SessionizerCatalog>();
        services.GetRequiredService<SessionGauges>();
        foreach (var sessionizer in catalog.All)
        {
            if (sessionizer.IsEventTime)
            {
                var (_, stored) = await WatermarkState.LoadAsync(store, serializer, sessionizer.Name, cancellationToken);
                var watermark = sessionizer.Learn(Watermark.FromTicks(stored.Ticks));
                LogWatermark(logger, sessionizer.Name, watermark);
            }
        }
    }

    private async Task JoinAsync(CancellationToken cancellationToken)
    {
        // One that was alone until now holds keys without activations.
        var scanners = services.GetRequiredService<ClusterScanners>();
        await scanners.ForEachAsync((other, scanner) =>
            other.Equals(silo.SiloAddress) ? Task.CompletedTask : TakeKeysAsync(scanners, other, scanner, cancellationToken));
        foreach (var sessionizer in services.GetRequiredService<SessionizerCatalog>().All)
        {
            sessionizer.LearnDrain(await DrainRecord.LoadAsync(store, sessionizer.Name, cancellationToken));
            sessionizer.SetJoined();
        }
    }

    // It may wait for its store, or not be reached until the cluster takes it for dead: neither is a reason not to start.
    private async Task TakeKeysAsync(ClusterScanners scanners, SiloAddress other, ISessionScanner scanner, CancellationToken cancellationToken)
    {
        while (scanners.IsActive(other))
        {
            try
            {
                await scanner.GiveUpKeysAsync(membership.CurrentSnapshot.Version);
                return;
            }
            catch (Exception exception) when (exception is TimeoutException || ClusterScanners.IsUnreached(exception))
            {
                LogWaiting(logger, other, exception.Message);
            }

            await Task.Delay(Pause, clock, cancellationToken);
            await membership.Refresh(default, cancellationToken);
        }
    }
}
