using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansSessions;

/// <summary>What the session clients of one cluster client share: each sessionizer's source and lanes. Thread-safe.</summary>
/// <remarks>
/// Whoever uses lanes keeps them; of those that nobody uses, so many are kept that a source which comes again and again finds
/// its own. The others go, so that names without end take no memory without end.
/// </remarks>
internal sealed class ClientSources
{
    private const int MaxUnused = 1_024;

    // A cluster client is one source, however often its sessions are asked for; and it knows nothing of what hangs on it.
    private static readonly ConditionalWeakTable<IClusterClient, ClientSources> ByClient = [];

    private readonly Lock gate = new();
    private readonly Dictionary<(string Sessionizer, string Source, Type EventType), WeakReference<object>> lanes = [];
    private readonly object?[] unused = new object?[MaxUnused];
    private readonly string ownName = $"client-{Guid.NewGuid():N}";
    private int sweepAt = MaxUnused;

    public static ClientSources Of(IClusterClient client) => ByClient.GetOrCreateValue(client);

    /// <summary>How many sources are known.</summary>
    public int Count
    {
        get
        {
            lock (gate)
            {
                return lanes.Count;
            }
        }
    }

    /// <summary>The lanes of a source; null for the client itself.</summary>
    public (string Source, AppendLanes<TEvent> Lanes) Get<TEvent>(IClusterClient client, string sessionizer, string? source)
    {
        var key = (sessionizer, source ?? ownName, typeof(TEvent));
        lock (gate)
        {
            if (!lanes.TryGetValue(key, out var known) || !known.TryGetTarget(out var found))
            {
                found = Create<TEvent>(client, sessionizer, key.Item2);
                lanes[key] = new WeakReference<object>(found);
                Sweep();
            }

            unused[(uint)key.GetHashCode() % MaxUnused] = found;
            return (key.Item2, (AppendLanes<TEvent>)found);
        }
    }

    private static AppendLanes<TEvent> Create<TEvent>(IClusterClient client, string sessionizer, string source)
    {
        var clock = client.ServiceProvider.GetService<TimeProvider>() ?? TimeProvider.System;
        var ingress = client.ServiceProvider.GetService<ILocalIngresses>()?.Find(sessionizer)
            ?? new RemoteIngress(client.GetGrain<ISessionIngressGrain>(sessionizer));
        return new AppendLanes<TEvent>(ingress, new SourceTracker(source, clock), clock);
    }

    private void Sweep()
    {
        if (lanes.Count < sweepAt)
        {
            return;
        }

        foreach (var (key, _) in lanes.Where(pair => !pair.Value.TryGetTarget(out _)).ToList())
        {
            lanes.Remove(key);
        }

        sweepAt = Math.Max(MaxUnused, lanes.Count * 2);
    }
}
