using System.Collections.Concurrent;

namespace OrleansSessions.Server;

/// <summary>How far the subscribers of the partitions that this silo delivers are behind. Thread-safe.</summary>
internal sealed class LogLags
{
    private readonly ConcurrentDictionary<(int Partition, string Sessionizer, LogKind Kind), long> lags = [];

    public IEnumerable<((int Partition, string Sessionizer, LogKind Kind) Of, long Entries)> All =>
        lags.Select(pair => (pair.Key, pair.Value));

    public void Set(int partition, string sessionizer, LogKind kind, long entries) => lags[(partition, sessionizer, kind)] = entries;

    /// <summary>Forgets a partition: another silo delivers it from now on.</summary>
    public void Remove(int partition)
    {
        foreach (var key in lags.Keys.Where(key => key.Partition == partition))
        {
            lags.TryRemove(key, out _);
        }
    }
}
