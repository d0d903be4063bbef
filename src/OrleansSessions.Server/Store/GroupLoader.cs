namespace OrleansSessions.Server;

/// <summary>
/// Loads keys in groups: while some are being loaded, the next ones gather. So very many keys that become active at once share
/// round trips to the store, and a key that comes alone waits for nobody. Thread-safe.
/// </summary>
internal sealed class GroupLoader(ISessionStore store)
{
    private const int MaxGroupSize = 1_024;

    // One is being loaded by the store while another is on its way.
    private const int MaxConcurrent = 2;

    private readonly Lock gate = new();
    private readonly Queue<PendingLoad> waiting = new();
    private int loading;

    /// <summary>Loads a key.</summary>
    /// <exception cref="SessionException">The store failed.</exception>
    public ValueTask<StoredKey> LoadAsync(SessionKey key)
    {
        if (store is IInProcessStore)
        {
            return store.LoadAsync(key, CancellationToken.None);
        }

        var load = new PendingLoad(key);
        lock (gate)
        {
            waiting.Enqueue(load);
            if (loading == MaxConcurrent)
            {
                return new ValueTask<StoredKey>(load.Task);
            }

            loading++;
        }

        // Not in the turn of the grain that happens to come first.
        Task.Run(LoadAllAsync).Ignore();
        return new ValueTask<StoredKey>(load.Task);
    }

    private async Task LoadAllAsync()
    {
        var group = new List<PendingLoad>();
        while (TakeWaiting(group))
        {
            await LoadAsync(group);
            group.Clear();
        }
    }

    private bool TakeWaiting(List<PendingLoad> group)
    {
        lock (gate)
        {
            while (group.Count < MaxGroupSize && waiting.TryDequeue(out var load))
            {
                group.Add(load);
            }

            loading -= group.Count == 0 ? 1 : 0;
            return group.Count > 0;
        }
    }

    private async Task LoadAsync(List<PendingLoad> group)
    {
        try
        {
            var stored = await store.LoadManyAsync([.. group.Select(load => load.Key)], CancellationToken.None);
            if (stored.Length != group.Count)
            {
                throw new InvalidOperationException($"The store answered {stored.Length} of {group.Count} loads.");
            }

            for (var i = 0; i < stored.Length; i++)
            {
                group[i].SetResult(stored[i]);
            }
        }
        catch (Exception exception)
        {
            foreach (var load in group)
            {
                load.TrySetException(exception);
            }
        }
    }
}
