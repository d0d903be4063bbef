using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansSessions;

/// <summary>What the session clients of one cluster client share: each sessionizer's source and lanes.</summary>
internal sealed class ClientSources
{
    // A cluster client is one source, however often its sessions are asked for; and it knows nothing of what hangs on it.
    private static readonly ConditionalWeakTable<IClusterClient, ClientSources> ByClient = [];

    private readonly ConcurrentDictionary<(string Sessionizer, string Source, Type EventType), object> lanes = [];
    private readonly string ownName = $"client-{Guid.NewGuid():N}";

    public static ClientSources Of(IClusterClient client) => ByClient.GetOrCreateValue(client);

    /// <summary>The lanes of a source; null for the client itself.</summary>
    public (string Source, AppendLanes<TEvent> Lanes) Get<TEvent>(IClusterClient client, string sessionizer, string? source)
    {
        var name = source ?? ownName;
        var found = lanes.GetOrAdd(
            (sessionizer, name, typeof(TEvent)),
            static (key, client) =>
            {
                var clock = client.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
                var ingress = client.GetGrain<ISessionIngressGrain>(key.Sessionizer);
                return new AppendLanes<TEvent>(ingress, new SourceTracker(key.Source, clock), clock);
            },
            client);
        return (name, (AppendLanes<TEvent>)found);
    }
}
