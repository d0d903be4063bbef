using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>
/// Opens the store and loads the watermarks before the silo takes calls, and stores what is pending after its grains have gone.
/// </summary>
internal sealed partial class SessionsLifecycle(
    ISessionStore store,
    GroupCommitter committer,
    SessionizerCatalog catalog,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    ILogger<SessionsLifecycle> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
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

        // The members of the cluster are known by now, no call has come yet, and the stream provider, which needs the store,
        // starts at the stage after.
        lifecycle.Subscribe<SessionsLifecycle>(ServiceLifecycleStage.ApplicationServices - 1, OpenAsync);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        var others = membership.CurrentSnapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress))
            .Select(member => member.SiloAddress.ToParsableString());
        await store.OpenAsync(new StoreOpening(silo.SiloAddress.ToParsableString(), [.. others]), cancellationToken);

        foreach (var sessionizer in catalog.All.Where(candidate => candidate.Options.Clock == SessionClock.EventTime))
        {
            var watermark = sessionizer.Learn(await store.LoadWatermarkAsync(sessionizer.Name, cancellationToken));
            LogWatermark(logger, sessionizer.Name, watermark);
        }
    }
}
