using System.Collections.Concurrent;

namespace OrleansSessions.Server;

/// <summary>
/// The deadlines of a sessionizer's keys on this silo. Grains write to it from their turns, the scanner takes from it; an
/// entry outlives its activation.
/// </summary>
internal sealed class SiloSessions
{
    private readonly ConcurrentDictionary<string, SiloSession> entries = new(StringComparer.Ordinal);

    // Grains must not touch the index, which the scanner owns: they leave entries here that it has to look at sooner.
    private readonly ConcurrentQueue<ExpiryEntry<string>> sooner = new();
    private readonly ExpiryIndex<string> index = new();
    private long openSessions;
    private long openKeys;

    /// <summary>Called when a deadline comes sooner than the index knew, by the grain whose it is. Must return at once.</summary>
    public Action<Watermark>? OnSooner { get; set; }

    /// <summary>The number of keys with an open session or a tail.</summary>
    public int Count => entries.Count;

    /// <summary>The keys with an open session or a tail. May be looked through at any time.</summary>
    public IEnumerable<SiloSession> All => entries.Select(entry => entry.Value);

    /// <summary>The number of open sessions.</summary>
    public long OpenSessions => Volatile.Read(ref openSessions);

    /// <summary>The number of keys with an open session.</summary>
    public long OpenKeys => Volatile.Read(ref openKeys);

    /// <summary>The number of deadlines, with those of keys that are gone but whose time has not come. For the scanner.</summary>
    public int IndexCount => index.Count + sooner.Count;

    /// <summary>The key's grain, if it is active on this silo and has anything to remember.</summary>
    public SessionGrain? FindActivation(string key) => entries.TryGetValue(key, out var entry) ? entry.Activation : null;

    /// <summary>Writes a key's newest deadline and what is open. For its grain.</summary>
    /// <param name="key">The key.</param>
    /// <param name="known">The entry that the last call returned, or null.</param>
    /// <param name="deadline">The newest deadline.</param>
    /// <param name="open">What is open.</param>
    /// <returns>The key's entry.</returns>
    public SiloSession Track(string key, SiloSession? known, Watermark deadline, OpenSummary open)
    {
        while (true)
        {
            var entry = known ?? entries.GetOrAdd(key, static (key, deadline) => new SiloSession(key, deadline), deadline);
            if (entry.TryWrite(deadline, out var isEarlier))
            {
                CountChange(entry.Write(open), open.Sessions);
                if (entry.IsDropped)
                {
                    // Race: the scanner has dropped it meanwhile, and took away what was open before.
                    Empty(entry);
                }

                if (isEarlier)
                {
                    sooner.Enqueue(entry);
                    OnSooner?.Invoke(deadline);
                }

                return entry;
            }

            // Race: the scanner drops the entry as one of another silo while the key comes back to this one.
            entries.TryRemove(KeyValuePair.Create(key, entry));
            known = null;
        }
    }

    /// <summary>Forgets a key. For its grain, when nothing is left of it.</summary>
    public void Forget(string key)
    {
        if (entries.TryRemove(key, out var entry))
        {
            entry.Drop();
            Empty(entry);
        }
    }

    /// <summary>The nearest deadline, or null for none; a recorded one may have moved on since. For the scanner.</summary>
    public Watermark? FindNext()
    {
        TakeSooner();
        return index.Next;
    }

    /// <summary>Takes keys that are due; each must be given to <see cref="Return"/> or <see cref="Drop"/>. For the scanner.</summary>
    public void TakeDue(Watermark watermark, int maxCount, List<ExpiryEntry<string>> due)
    {
        TakeSooner();
        index.TakeDue(watermark, maxCount, due);
    }

    /// <summary>Gives an entry back that is still of this silo. For the scanner.</summary>
    public void Return(ExpiryEntry<string> entry) => index.Return(entry);

    /// <summary>Drops an entry whose key is on another silo, unless it has come back. For the scanner.</summary>
    public void Drop(ExpiryEntry<string> entry, Watermark taken)
    {
        if (entry.TryDrop(taken))
        {
            entries.TryRemove(KeyValuePair.Create(entry.Key, (SiloSession)entry));
            Empty((SiloSession)entry);
        }
        else
        {
            index.Return(entry);
        }
    }

    private void Empty(SiloSession entry) => CountChange(entry.Write(default), 0);

    private void CountChange(int before, int now)
    {
        if (before != now)
        {
            Interlocked.Add(ref openSessions, now - before);
        }

        if (before > 0 != now > 0)
        {
            Interlocked.Add(ref openKeys, now > 0 ? 1 : -1);
        }
    }

    private void TakeSooner()
    {
        while (sooner.TryDequeue(out var entry))
        {
            index.Add(entry);
        }
    }
}
