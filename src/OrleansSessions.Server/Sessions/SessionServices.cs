using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>What changes of keys on a silo use: one reference in each of very many grains, and one service to find for it.</summary>
internal sealed record SessionServices(
    SessionizerCatalog Catalog,
    ISessionStore Store,
    GroupLoader Loader,
    GroupCommitter Committer,
    ClusterScanners Scanners,
    LoneSilo LoneSilo,
    ILocalSiloDetails Silo,
    ILogger<SessionGrain> Logger)
{
    /// <summary>Whether this silo may change any key of a sessionizer without an activation by which other silos would find it.</summary>
    public bool OwnsAll(Sessionizer sessionizer) => sessionizer.Joined.IsCompletedSuccessfully && LoneSilo.IsAlone;
}
