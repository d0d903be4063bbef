using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansSessions.Server;

/// <summary>The ingress of each sessionizer on this silo.</summary>
internal sealed class SessionIngresses : ILocalIngresses
{
    private readonly SessionizerCatalog catalog;
    private readonly FrozenDictionary<string, (SessionIngress Ingress, LocalIngress Local)> byName;

    public SessionIngresses(
        SessionizerCatalog catalog,
        SessionServices services,
        IGrainFactory grains,
        IOptions<SiloMessagingOptions> messaging,
        TimeProvider clock)
    {
        this.catalog = catalog;
        byName = catalog.All
            .Select(sessionizer => new SessionIngress(sessionizer, services, grains))
            .ToFrozenDictionary(
                ingress => ingress.Name, ingress => (ingress, new LocalIngress(ingress, messaging.Value.ResponseTimeout, clock)), StringComparer.Ordinal);
    }

    /// <exception cref="SessionException">There is no such sessionizer.</exception>
    public SessionIngress Get(string sessionizer) => byName[catalog.Get(sessionizer).Name].Ingress;

    ISessionIngress? ILocalIngresses.Find(string sessionizer) => byName.GetValueOrDefault(sessionizer).Local;
}
