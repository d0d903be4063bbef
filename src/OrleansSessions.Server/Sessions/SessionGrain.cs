namespace OrleansSessions.Server;

/// <summary>
/// Owns one key of one sessionizer. Every change is one turn: load if need be, change in memory, store, answer.
/// </summary>
/// <remarks>
/// Not reentrant, so an append and a closing of one key never interleave; which comes first does not matter to the sessions,
/// for both close what is due before anything else. Its sessions are in the silo's <see cref="SiloKey"/>, where loans find them too:
/// whoever has taken them from there has the key alone until they are stored.
/// </remarks>
[GrainType("session")]
internal sealed partial class SessionGrain(SessionServices services) : Grain, ISessionGrain, IExpiringGrain
{
    private Sessionizer sessionizer = null!;
    private SessionKey key;
    private volatile bool hasLeft;

    /// <summary>Whether it takes no more calls, or will soon: what it has kept is not to be lent any more, for its key may go to another silo.</summary>
    internal bool HasLeft => hasLeft;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        (var name, var sessionKey) = SessionGrainKey.Parse(this.GetPrimaryKeyString());
        sessionizer = services.Catalog.Get(name);
        key = new SessionKey(sessionizer.Name, sessionKey);
        await sessionizer.Joined.WaitAsync(cancellationToken);
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        hasLeft = true;
        if (sessionizer?.Keys.Find(key.Key) is not null)
        {
            // They leave memory with it, for the next activation may be on another silo.
            using var turn = await SessionTurn.BeginAsync(sessionizer, key.Key, this, cancellationToken);
        }
    }

    public async ValueTask<AppendResult> AppendAsync(SessionBatch batch)
    {
        using var turn = await BeginAsync();
        var sessions = await LoadAsync(turn);
        var problems = sessions.Append(batch, Places.All(batch.Count));
        await CommitAsync(turn, sessions);
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
        using var turn = await BeginAsync();
        if (await TryLoadAsync(turn) is { } sessions)
        {
            sessions.CloseDue(learnt);
            await CommitAsync(turn, sessions);
        }

        return services.Silo.SiloAddress;
    }

    public async ValueTask<int> EndAsync(DateTimeOffset? at)
    {
        using var turn = await BeginAsync();
        var sessions = await LoadAsync(turn);
        var ended = sessions.End(at);
        await CommitAsync(turn, sessions);
        return ended;
    }

    public async ValueTask<bool> DrainAsync()
    {
        using var turn = await BeginAsync();
        if (await TryLoadAsync(turn) is not { } sessions)
        {
            return false;
        }

        sessions.Advance(sessionizer.Watermark);
        var isOpen = sessions.Open != default;
        sessions.Drain();
        await CommitAsync(turn, sessions);
        return isOpen;
    }

    public async ValueTask<IReadOnlyList<SessionSnapshot>> GetOpenAsync()
    {
        using var turn = await BeginAsync();
        var sessions = await LoadAsync(turn);
        sessions.Advance(sessionizer.Watermark);
        var open = sessions.GetOpen();
        await CommitAsync(turn, sessions);
        return open;
    }

    public async ValueTask ForgetAsync()
    {
        using (var turn = await BeginAsync())
        {
            await services.Store.DeleteKeyAsync(key, CancellationToken.None);

            // All silos: the grain may have been on another one before.
            await services.Scanners.ForEachAsync((_, scanner) => scanner.ForgetAsync(key.Sessionizer, key.Key));
            turn.Forget();
        }

        Leave();
    }

    /// <summary>Has this activation end. Called from any thread.</summary>
    internal void Leave()
    {
        hasLeft = true;
        GrainContext.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, "Nothing of the key is left here."));
    }

    private ValueTask<SessionTurn> BeginAsync() => SessionTurn.BeginAsync(sessionizer, key.Key, this);

    private async ValueTask<KeySessions> LoadAsync(SessionTurn turn)
    {
        if (turn.Held is { } held)
        {
            return held;
        }

        var stored = await services.Loader.LoadAsync(key);
        try
        {
            return sessionizer.Load(key.Key, stored);
        }
        catch (SessionKeySetAsideException exception)
        {
            await SetAsideAsync(turn, stored, exception.Message);
            throw;
        }
    }

    // For those who close many keys: one that can not be read is set aside, and keeps them from no other.
    private async ValueTask<KeySessions?> TryLoadAsync(SessionTurn turn)
    {
        try
        {
            return await LoadAsync(turn);
        }
        catch (SessionKeySetAsideException)
        {
            return null;
        }
    }

    // Kept as it is, but never due: what can not be read must not be found again and again.
    private async ValueTask SetAsideAsync(SessionTurn turn, StoredKey stored, string reason)
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

        turn.Forget();
        Leave();
    }

    private async ValueTask CommitAsync(SessionTurn turn, KeySessions changed)
    {
        if (changed.TakeCommit(services.Store) is { } commit)
        {
            var committed = await services.Committer.CommitAsync(commit);
            if (committed == SessionCommit.Conflict)
            {
                LogConflict(services.Logger, key, changed.Version);
                Leave();
                throw new SessionConflictException($"'{key}' has moved to another activation; nothing was stored.");
            }

            changed.Version = committed;
        }

        changed.Grain = this;
        if (!turn.GiveBack(changed))
        {
            Leave();
        }
    }
}
