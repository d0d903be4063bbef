using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace OrleansSessions.Host.Configuration;

/// <summary>The configured sessionizers, ready to be called.</summary>
internal sealed class SessionClients(IClusterClient cluster, IEnumerable<ConfiguredSessionizer> sessionizers)
{
    private readonly FrozenDictionary<string, SessionizerClient> byName = sessionizers.ToFrozenDictionary(
        sessionizer => sessionizer.Name.Value,
        sessionizer => new SessionizerClient(cluster.GetSessions(sessionizer.Name), sessionizer.IsEventTime),
        StringComparer.Ordinal);

    public IEnumerable<string> Names => byName.Keys.Order(StringComparer.Ordinal);

    public bool TryFind(string name, [NotNullWhen(true)] out SessionizerClient? found) => byName.TryGetValue(name, out found);
}
