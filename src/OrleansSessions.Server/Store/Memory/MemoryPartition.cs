namespace OrleansSessions.Server;

/// <summary>The keys of one partition and their log. Thread-safe.</summary>
internal sealed class MemoryPartition(int partition, int maxLogEntries)
{
    private readonly Lock gate = new();
    private readonly Dictionary<SessionKey, MemoryKey> keys = [];
    private readonly Dictionary<string, ExpiryIndex<SessionKey>> due = [];
    private readonly MemoryLog log = new(partition, maxLogEntries);
    // One for all keys: a version can not come back after the key was removed.
    private long newestVersion;
    // Of those who wait for the log to grow; null while nobody does.
    private TaskCompletionSource? appended;

    public int KeyCount
    {
        get
        {
            lock (gate)
            {
                return keys.Count;
            }
        }
    }

    public StoredKey Load(SessionKey key)
    {
        lock (gate)
        {
            return keys.TryGetValue(key, out var stored) ? new StoredKey(stored.Version, stored.State, stored.IsDropped) { Snapshot = stored.Snapshot?.Copy() } : default;
        }
    }

    public long Commit(SessionCommit commit)
    {
        TaskCompletionSource? wake = null;
        long newVersion;
        lock (gate)
        {
            var stored = Find(commit);
            if ((stored?.Version ?? 0) != commit.ExpectedVersion)
            {
                return SessionCommit.Conflict;
            }

            if (commit.IsRemoval)
            {
                Remove(commit.Key);
                newVersion = 0;
            }
            else
            {
                newVersion = ++newestVersion;
                Update(commit, stored, newVersion);
            }

            for (var i = 0; i < commit.Log.Count; i++)
            {
                log.Append(commit.Key, commit.Log[i]);
            }

            if (commit.Log.Count > 0)
            {
                (wake, appended) = (appended, null);
            }
        }

        wake?.TrySetResult();
        return newVersion;
    }

    /// <summary>The soonest that are due, with their deadlines.</summary>
    public IReadOnlyList<(long DeadlineTicks, string Key)> ReadDue(string sessionizer, Watermark watermark, int maxCount)
    {
        lock (gate)
        {
            if (!due.TryGetValue(sessionizer, out var index))
            {
                return [];
            }

            // The index gives them by recorded deadlines and records the newest when they are returned: once only such come that
            // were recorded here, they are in order. Reading is not closing: a key stays due until a commit says otherwise.
            var recorded = new HashSet<ExpiryEntry<SessionKey>>();
            var found = new List<ExpiryEntry<SessionKey>>();
            int before;
            do
            {
                found.Clear();
                index.TakeDue(watermark, maxCount, found);
                found.ForEach(index.Return);
                before = recorded.Count;
                recorded.UnionWith(found);
            }
            while (recorded.Count > before);

            return [.. found.Select(entry => (entry.Deadline!.Value.Ticks, entry.Key.Key))];
        }
    }

    public LogSlice Read(LogQuery query)
    {
        lock (gate)
        {
            return log.Read(query);
        }
    }

    public long GetEnd()
    {
        lock (gate)
        {
            return log.End;
        }
    }

    public Task WaitAsync(long after, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return log.End > after
                ? Task.CompletedTask
                : (appended ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(cancellationToken);
        }
    }

    public void Delete(SessionKey key)
    {
        lock (gate)
        {
            Remove(key);
            log.Delete(key);
        }
    }

    public long GetGreatestOpenEnd(string sessionizer)
    {
        lock (gate)
        {
            return keys.Where(pair => pair.Key.Sessionizer == sessionizer).Select(pair => pair.Value.OpenEndTicks).DefaultIfEmpty().Max();
        }
    }

    public List<string> GetOpenKeys(string sessionizer)
    {
        lock (gate)
        {
            return
            [
                .. keys.Where(pair => pair.Key.Sessionizer == sessionizer && pair.Value.OpenEndTicks > 0)
                    .Select(pair => pair.Key.Key)
            ];
        }
    }

    // Whoever holds the key's sessions in memory remembers where it was stored last.
    private MemoryKey? Find(SessionCommit commit) => commit.Snapshot?.StoredAs is MemoryKey { IsRemoved: false } known
        ? known
        : keys.GetValueOrDefault(commit.Key);

    private void Remove(SessionKey key)
    {
        if (keys.Remove(key, out var stored))
        {
            stored.Remove();
        }
    }

    private void Update(SessionCommit commit, MemoryKey? stored, long newVersion)
    {
        // A key that is set aside is dropped from what is due: it is never due.
        var isEarlier = stored is null || stored.IsDropped;
        // First, for it copies what is the user's, which may throw: then the key is as it was.
        var snapshot = commit.Snapshot?.Write(isEarlier ? null : stored!.Snapshot);
        var deadline = Watermark.FromTicks(commit.DeadlineTicks ?? 0);
        if (isEarlier)
        {
            stored?.Remove();
            keys[commit.Key] = stored = new MemoryKey(commit.Key, deadline);
        }

        stored!.Version = newVersion;
        stored.State = commit.State;
        stored.OpenEndTicks = commit.OpenEndTicks;
        stored.Snapshot = snapshot;
        commit.Snapshot?.StoredAs = stored;
        if (commit.DeadlineTicks is null)
        {
            stored.Drop();
        }
        else if (isEarlier || (stored.TryWrite(deadline, out isEarlier) && isEarlier))
        {
            GetIndex(commit.Key.Sessionizer).Add(stored);
        }
    }

    private ExpiryIndex<SessionKey> GetIndex(string sessionizer)
    {
        if (!due.TryGetValue(sessionizer, out var index))
        {
            due.Add(sessionizer, index = new ExpiryIndex<SessionKey>());
        }

        return index;
    }
}
