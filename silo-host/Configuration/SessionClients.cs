using System.Collections.Frozen;

namespace OrleansSessions.Host.Configuration;

/// <summary>The configured sessionizers, ready to be called.</summary>
internal sealed class SessionClients(IClusterClient cluster, IEnumerable<ConfiguredSessionizer> sessionizers)
{
    private readonly FrozenDictionary<string, SessionizerClient> byName = sessionizers.ToFrozenDictionary(
        sessionizer => sessionizer.Name.Value,
        sessionizer => new SessionizerClient(cluster.GetSessions(sessionizer.Name), sessionizer.IsEventTime),
        StringComparer.Ordinal);

    public IEnumerable<string> Names => byName.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="UnknownSessionizerException">There is no such sessionizer.</exception>
    public SessionizerClient Get(string name) =>
        byName.TryGetValue(name, out var found) ? found : throw new UnknownSessionizerException(name, Names);
}
