using System.Collections.Frozen;
using OrleansSessions.Fields;

namespace OrleansSessions.Host.Configuration;

/// <summary>The configured sessionizers, ready to be called.</summary>
internal sealed class SessionClients(IClusterClient cluster, IEnumerable<ConfiguredSessionizer> sessionizers)
{
    private readonly FrozenDictionary<string, (ISessionClient<FieldEvent, FieldResult> Client, bool NeedsTimestamp)> byName =
        sessionizers.ToFrozenDictionary(
            sessionizer => sessionizer.Name.Value,
            sessionizer => (cluster.GetSessions(sessionizer.Name), sessionizer.NeedsTimestamp),
            StringComparer.Ordinal);

    public IEnumerable<string> Names => byName.Keys.Order(StringComparer.Ordinal);

    public (ISessionClient<FieldEvent, FieldResult> Client, bool NeedsTimestamp)? Find(string name) =>
        byName.TryGetValue(name, out var found) ? found : null;
}
