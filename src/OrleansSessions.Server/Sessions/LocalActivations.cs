using System.Collections.Concurrent;

namespace OrleansSessions.Server;

/// <summary>The session grains of one sessionizer that are active on this silo. Thread-safe.</summary>
internal sealed class LocalActivations
{
    private readonly ConcurrentDictionary<string, SessionGrain> byKey = new(StringComparer.Ordinal);

    public SessionGrain? Find(string key) => byKey.GetValueOrDefault(key);

    public void Add(string key, SessionGrain grain) => byKey[key] = grain;

    // Race: the key's next activation may have been added before the last one has gone.
    public void Remove(string key, SessionGrain grain) => byKey.TryRemove(KeyValuePair.Create(key, grain));
}
