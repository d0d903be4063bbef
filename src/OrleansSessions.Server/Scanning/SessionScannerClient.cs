using Orleans.Runtime.Services;

namespace OrleansSessions.Server;

/// <summary>Reaches the scanner of a given silo.</summary>
internal sealed class SessionScannerClient(IServiceProvider services) : GrainServiceClient<ISessionScanner>(services)
{
    public ISessionScanner On(SiloAddress silo) => GetGrainService(silo);
}
