using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OrleansSessions.Server;

/// <summary>The sessionizers of this silo, by name.</summary>
internal sealed class SessionizerCatalog
{
    private readonly FrozenDictionary<string, Sessionizer> byName;

    public SessionizerCatalog(
        IServiceProvider services,
        IEnumerable<SessionizerDefinition> definitions,
        IOptionsMonitor<SessionizerOptions> options,
        [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
    {
        byName = definitions
            .Select(definition => definition.Create(services, options.Get(definition.Name), clock))
            .ToFrozenDictionary(sessionizer => sessionizer.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<Sessionizer> All => byName.Values;

    public Sessionizer? Find(string name) => byName.GetValueOrDefault(name);

    public Sessionizer Get(string name) => Find(name)
        ?? throw new SessionException(
            $"There is no sessionizer '{name}' on this silo; there are: {string.Join(", ", byName.Keys.Order(StringComparer.Ordinal))}.");
}
