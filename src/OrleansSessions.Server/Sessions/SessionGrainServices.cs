using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>What every session grain of a silo uses: one reference in each of very many grains, and one service to find for it.</summary>
internal sealed record SessionGrainServices(
    SessionizerCatalog Catalog,
    ISessionStore Store,
    GroupLoader Loader,
    GroupCommitter Committer,
    ClusterScanners Scanners,
    ILocalSiloDetails Silo,
    ILogger<SessionGrain> Logger);
