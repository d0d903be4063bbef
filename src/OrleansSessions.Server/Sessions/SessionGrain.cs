namespace OrleansSessions.Server;

/// <summary>
/// Owns one key of one sessionizer. Every change is one turn: load if need be, change in memory, store, answer.
/// </summary>
/// <remarks>
/// Not reentrant, so an append and a closing of one key never interleave; which comes first does not matter to the sessions,
/// for both close what is due before anything else. After a commit that failed, what is in memory is not what is stored:
/// it is dropped, and the next turn loads again. Whoever takes the sessions out of their field owns the key until they are put
/// back, which is when they are stored: a call for its whole turn, a loan until its commit is answered.
/// </remarks>
[GrainType("session")]
internal sealed partial class SessionGrain(SessionGrainServices services) : Grain, ISessionGrain, IExpiringGrain
{
    private Sessionizer sessionizer = null!;
    private SessionKey key;
    // KeySessions: in memory, and nobody has them. SessionLoan: it has them. Null: a turn has them, or they are not in memory.
    private object? sessions;
    private long version;
    private SiloSession? tracked;
    private volatile bool isLeaving;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (var name, var sessionKey) = SessionGrainKey.Parse(this.GetPrimaryKeyString());
        sessionizer = services.Catalog.Get(name);
        key = new SessionKey(sessionizer.Name, sessionKey);
        await sessionizer.Joined.WaitAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        isLeaving = true;
        try
        {
            // For good: who has found this activation before it went finds nothing here.
            await TakeSessionsAsync(cancellationToken);
        }
        finally
        {
            tracked?.Leave(this);
        }
    }

    public async ValueTask<AppendResult> AppendAsync(SessionBatch batch)
    {
        var loaded = await LoadAsync();
        var problems = loaded.Append(batch, Places.All(batch.Count));
        await CommitAsync(loaded);
        if (sessionizer.IsDrained)
        {
            // Race: the sessionizer was drained between the look at the beginning of this turn and the commit. Whoever drains
            // looks for open sessions only after every silo knows, so either it finds this one or this turn sees that it is so.
            await DrainAsync();
        }

        return new AppendResult(batch.Count - (problems?.Count ?? 0), problems ?? []);
    }

    public async ValueTask<SiloAddress> CloseDueAsync(long watermarkTicks)
    {
        var learnt = sessionizer.Learn(Watermark.FromTicks(watermarkTicks));
        var wasLoaded = sessions is not null;
        if (await TryLoadAsync() is { } loaded)
        {
            loaded.Advance(learnt);
            if (!wasLoaded && loaded.Deadline > learnt)
            {
                // The deadline by which it was found may be older than the present options: stored again, it is not found again.
                loaded.StoreAgain();
            }

            await CommitAsync(loaded);
        }

        return services.Silo.SiloAddress;
    }

    public async ValueTask<int> EndAsync(DateTimeOffset? at)
    {
        var loaded = await LoadAsync();
        var ended = loaded.End(at);
        await CommitAsync(loaded);
        return ended;
    }

    public async ValueTask<bool> DrainAsync()
    {
        if (await TryLoadAsync() is not { } loaded)
        {
            return false;
        }

        loaded.Advance(sessionizer.Watermark);
        var isOpen = loaded.Open != default;
        loaded.Drain();
        await CommitAsync(loaded);
        return isOpen;
    }

    public async ValueTask<IReadOnlyList<SessionSnapshot>> GetOpenAsync()
    {
        var loaded = await LoadAsync();
        loaded.Advance(sessionizer.Watermark);
        await CommitAsync(loaded);
        return loaded.GetOpen();
    }

    public async ValueTask ForgetAsync()
    {
        await TakeSessionsAsync();
        await services.Store.DeleteKeyAsync(key, CancellationToken.None);
        Untrack();

        // All silos: the grain may have been on another one before.
        await services.Scanners.ForEachAsync((_, scanner) => scanner.ForgetAsync(key.Sessionizer, key.Key));
    }

    private async ValueTask<KeySessions> LoadAsync()
    {
        if (await TakeSessionsAsync() is { } held)
        {
            return held;
        }

        var stored = await services.Loader.LoadAsync(key);
        version = stored.Version;
        try
        {
            var loaded = stored.Version == 0 ? sessionizer.CreateKey(key.Key) : sessionizer.ReadKey(key.Key, stored);
            sessionizer.SetAside.Remove(key.Key);
            if (stored.IsSetAside)
            {
                // By a silo that could not read it. This one can: stored again it has a deadline, by which others find it too.
                loaded.StoreAgain();
            }

            return loaded;
        }
        catch (SessionKeySetAsideException exception)
        {
            await SetAsideAsync(stored, exception.Message);
            throw;
        }
    }

    // For those who close many keys: one that can not be read is set aside, and keeps them from no other.
    private async ValueTask<KeySessions?> TryLoadAsync()
    {
        try
        {
            return await LoadAsync();
        }
        catch (SessionKeySetAsideException)
        {
            return null;
        }
    }

    // Kept as it is, but never due: what can not be read must not be found again and again.
    private async ValueTask SetAsideAsync(StoredKey stored, string reason)
    {
        if (sessionizer.SetAside.Add(key.Key, reason))
        {
            LogSetAside(services.Logger, key, reason);
        }

        if (!stored.IsSetAside)
        {
            await services.Committer.CommitAsync(new SessionCommit
            {
                Key = key,
                Partition = key.GetPartition(services.Store.Partitions),
                ExpectedVersion = stored.Version,
                State = stored.State,
                Snapshot = stored.Snapshot,
                DeadlineTicks = null,
                Log = [],
            });
        }

        Untrack();
    }

    private async ValueTask CommitAsync(KeySessions changed)
    {
        if (changed.TakeCommit(version, services.Store) is { } commit)
        {
            var committed = await services.Committer.CommitAsync(commit);
            if (committed == SessionCommit.Conflict)
            {
                LogConflict(services.Logger, key, version);
                Leave();
                throw new SessionConflictException($"'{key}' has moved to another activation; nothing was stored.");
            }

            version = committed;
        }

        Keep(changed);
    }

    // The last line publishes: whoever takes the sessions sees their version too.
    private void Keep(KeySessions changed)
    {
        if (changed.Deadline is { } deadline)
        {
            tracked = sessionizer.Sessions.Track(key.Key, tracked, deadline, changed.Open);
            if (!isLeaving)
            {
                tracked.Join(this);
            }
        }
        else
        {
            Untrack();
        }

        Volatile.Write(ref sessions, changed);
    }

    private void Untrack()
    {
        sessionizer.Sessions.Forget(key.Key);
        // The scanner may have it until it would have been due.
        tracked?.Leave(this);
        tracked = null;
        Leave();
    }

    private void Leave()
    {
        isLeaving = true;
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Nothing of the key is left here."));
    }
}
