using System.Collections.Concurrent;

namespace OrleansSessions.Server;

/// <summary>Keys of a sessionizer that this silo has set aside, because their stored state can not be read. Thread-safe.</summary>
internal sealed class SetAsideKeys
{
    private readonly ConcurrentDictionary<string, string> reasons = new(StringComparer.Ordinal);

    public int Count => reasons.Count;

    /// <returns>Whether it was not known yet.</returns>
    public bool Add(string key, string reason) => reasons.TryAdd(key, reason);

    public void Remove(string key) => reasons.TryRemove(key, out _);

    public IReadOnlyList<string> Take(int most) => [.. reasons.Keys.Take(most)];
}
