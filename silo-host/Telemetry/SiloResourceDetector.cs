using OpenTelemetry.Resources;

namespace OrleansSessions.Host.Telemetry;

/// <summary>Which silo of which cluster measures.</summary>
internal sealed class SiloResourceDetector(ILocalSiloDetails silo) : IResourceDetector
{
    private const string ServiceName = "orleans-sessions";

    public Resource Detect()
    {
        var address = silo.SiloAddress.ToParsableString();
        return new Resource(
        [
            KeyValuePair.Create("service.name", (object)ServiceName),
            KeyValuePair.Create("service.instance.id", (object)address),
            KeyValuePair.Create("silo", (object)address),
            KeyValuePair.Create("cluster", (object)silo.ClusterId),
        ]);
    }
}
