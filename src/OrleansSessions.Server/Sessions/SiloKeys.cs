using System.Collections.Concurrent;

namespace OrleansSessions.Server;

/// <summary>
/// A sessionizer's keys on this silo. Who has taken a key's sessions writes its deadline, the scanner takes what is due; an entry
/// outlives the key's activation, and its sessions' time in memory.
/// </summary>
internal sealed class SiloKeys
{
    private readonly ConcurrentDictionary<string, SiloKey> entries = new(StringComparer.Ordinal);

    // Only the scanner touches the index: all others leave entries here that it has to look at sooner.
    private readonly Lock gate = new();
    private List<ExpiryEntry<string>> sooner = [];
    private readonly ExpiryIndex<string> index = new();
    private long openSessions;
    private long openKeys;

    /// <summary>Called when a deadline comes sooner than the index knew, by who wrote it. Must return at once.</summary>
    public Action<Watermark>? OnSooner { get; set; }

    /// <summary>The number of keys with an open session or a tail, and of those that are just being loaded.</summary>
    public int Count => entries.Count;

    /// <summary>The keys with an open session or a tail, and those that are just being loaded. May be looked through at any time.</summary>
    public IEnumerable<SiloKey> All => entries.Select(entry => entry.Value);

    /// <summary>The number of open sessions.</summary>
    public long OpenSessions => Volatile.Read(ref openSessions);

    /// <summary>The number of keys with an open session.</summary>
    public long OpenKeys => Volatile.Read(ref openKeys);

    /// <summary>The number of deadlines, with those of keys that are gone but whose time has not come. For tests.</summary>
    public int IndexCount
    {
        get
        {
            lock (gate)
            {
                return index.Count + sooner.Count;
            }
        }
    }

    /// <summary>The key's entry; null when there is none.</summary>
    public SiloKey? Find(string key) => entries.GetValueOrDefault(key);

    /// <summary>The key's entry. For who takes its sessions then.</summary>
    public SiloKey GetOrAdd(string key) => entries.GetOrAdd(key, static key => new SiloKey(key));

    /// <summary>Gives sessions back as they are stored, and writes when they are due. For who has them.</summary>
    /// <returns>False when there is nothing to remember of the key: it is forgotten.</returns>
    public bool GiveBack(SiloKey entry, KeySessions stored)
    {
        if (stored.Deadline is not { } deadline)
        {
            Forget(entry);
            return false;
        }

        entry.TryWrite(deadline, out var isEarlier);
        Write(entry, stored.Open);
        entry.Give(stored);
        if (isEarlier)
        {
            lock (gate)
            {
                sooner.Add(entry);
            }

            OnSooner?.Invoke(deadline);
        }

        return true;
    }

    /// <summary>Gives nothing back: what is in memory may not be what is stored. For who may have them.</summary>
    public void Lose(SiloKey entry, ISessionHolder holder)
    {
        if (entry.Holder == holder && !entry.IsTracked)
        {
            Forget(entry);
        }
        else
        {
            entry.Lose(holder);
        }
    }

    /// <summary>Forgets a key. For who has its sessions.</summary>
    public void Forget(SiloKey entry)
    {
        entries.TryRemove(KeyValuePair.Create(entry.Key, entry));
        Write(entry, default);
        entry.Close();
    }

    /// <summary>Forgets a key of which nothing is stored any more.</summary>
    public void Forget(string key)
    {
        // Race: somebody has the sessions. What it stores is refused, and the scanner finds out that the key is gone.
        if (Find(key) is { } entry && entry.TryTake(BriefHolder.Instance, out _))
        {
            Forget(entry);
        }
    }

    /// <summary>
    /// Has sessions leave memory that no activation knows, and waits for the loans of those meanwhile: once this silo is not alone, a key is
    /// for its grain. Turns are not waited for: other silos know their activations.
    /// </summary>
    public async Task GiveUpAsync()
    {
        foreach (var (_, entry) in entries)
        {
            if (entry.Holder is { IsTurn: false } holder)
            {
                await holder.WaitAsync();
            }

            entry.LoseUnknown();
        }
    }

    /// <summary>Has sessions leave memory that nobody has used since the last call. What is due stays known.</summary>
    public void LoseIdle()
    {
        foreach (var (_, entry) in entries)
        {
            entry.LoseIdle();
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
    /// <param name="entry">The entry, of no index now.</param>
    /// <param name="taken">Its deadline before the key's grain was called.</param>
    public void Drop(SiloKey entry, Watermark taken)
    {
        // Race: the key comes back to this silo meanwhile. Then somebody has it, or it has another deadline.
        if (!entry.TryTake(BriefHolder.Instance, out var held))
        {
            index.Return(entry);
        }
        else if (entry.Deadline == taken)
        {
            Forget(entry);
        }
        else
        {
            entry.Give(held);
            index.Return(entry);
        }
    }

    private void Write(SiloKey entry, OpenSummary open) => CountChange(entry.Write(open), open.Sessions);

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
        List<ExpiryEntry<string>> taken;
        lock (gate)
        {
            if (sooner.Count == 0)
            {
                return;
            }

            // Not to be filled again: it would stay as large as the greatest burst of new keys.
            (taken, sooner) = (sooner, []);
        }

        taken.ForEach(index.Add);
    }
}
