using Microsoft.Extensions.Logging;

namespace OrleansSessions.Server;

/// <summary>
/// A change to a key of this silo that takes neither a message nor a turn of its grain: the sessions are lent to it until it is stored.
/// As long as they are lent, the grain's turns wait. What became of its commit it is told on any thread.
/// </summary>
/// <remarks>
/// Lent is what an activation on this silo has kept; where this silo is all of its cluster, also what no activation knows, and what has
/// to be loaded. Elsewhere it is for the key's grain to be activated, here or on another silo. Once a loan has ended it may serve another
/// key. A turn that still waits for it then waits for that key, too, and looks again.
/// </remarks>
/// <param name="sessionizer">The sessionizer of the keys.</param>
/// <param name="services">The silo's.</param>
/// <param name="answer">Gathers what becomes of the keys.</param>
internal abstract partial class SessionLoan(Sessionizer sessionizer, SessionServices services, BatchAnswer answer)
    : PendingCommit, ISessionHolder
{
    private EndSignal end;
    private SiloKey key = null!;
    private KeySessions? changed;
    private SessionCommit? commit;

    public bool IsTurn => false;

    public override SessionCommit Commit => commit!;

    protected BatchAnswer Answer => answer;

    /// <summary>The key's place among those that are answered together.</summary>
    protected int Place { get; private set; }

    /// <summary>Makes the change, if nobody else has the sessions; otherwise the grain has to be called.</summary>
    /// <returns>Whether it has ended; otherwise it ends on another thread.</returns>
    public bool Run(SiloKey lender, int place)
    {
        (key, changed, Place) = (lender, null, place);
        end.Begin();
        try
        {
            // Race: another silo joins. It waits for who has taken a key before this silo knew, and everybody else sees it here.
            if (key.TryTake(this, out var held) && !sessionizer.IsDrained
                && (held?.Grain is { HasLeft: false } || services.OwnsAll(sessionizer)))
            {
                return held is null ? Load() : Store(held);
            }

            Decline();
            return true;
        }
        catch (Exception exception)
        {
            Fail(exception);
            return true;
        }
    }

    public Task WaitAsync() => end.WaitAsync();

    public sealed override void OnStored(long version)
    {
        try
        {
            if (version == SessionCommit.Conflict)
            {
                LogConflict(services.Logger, commit!.Key, changed!.Version);
                changed.Grain?.Leave();
                Decline();
            }
            else
            {
                changed!.Version = version;
                GiveBack();
            }
        }
        catch (Exception exception)
        {
            // The writer of commits goes on with those of others.
            Fail(exception);
        }
    }

    public sealed override void OnFailed(SessionException exception) => Fail(exception);

    /// <summary>Changes the sessions.</summary>
    protected abstract void Change(KeySessions sessions);

    /// <summary>It is done, and stored where there was something to store.</summary>
    protected abstract void OnDone();

    /// <summary>It failed: the change may or may not have been stored.</summary>
    protected abstract void OnLost(Exception exception);

    private bool Load()
    {
        var load = services.Loader.LoadAsync(new SessionKey(sessionizer.Name, key.Key));
        if (load.IsCompletedSuccessfully)
        {
            return Store(sessionizer.Load(key.Key, load.Result));
        }

        _ = StoreAsync(load);
        return false;
    }

    private async Task StoreAsync(ValueTask<StoredKey> load)
    {
        try
        {
            Store(sessionizer.Load(key.Key, await load.ConfigureAwait(false)));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private bool Store(KeySessions sessions)
    {
        Change(sessions);
        changed = sessions;
        if (sessions.TakeCommit(services.Store, commit) is { } made)
        {
            commit = made;
            return services.Committer.Enqueue(this);
        }

        GiveBack();
        return true;
    }

    // Given back before anybody is told: who waits for the end finds them there.
    private void GiveBack()
    {
        if (!sessionizer.Keys.GiveBack(key, changed!))
        {
            changed!.Grain?.Leave();
        }

        end.End();
        OnDone();
    }

    // Nothing was changed: the grain has to be called.
    private void Decline()
    {
        GiveUp();
        answer.Decline(Place);
    }

    private void Fail(Exception exception)
    {
        GiveUp();
        if (exception is SessionKeySetAsideException)
        {
            // To set it aside is the grain's.
            answer.Decline(Place);
        }
        else
        {
            OnLost(exception);
        }
    }

    // What is in memory may not be what is stored: it is not given back, and who comes next loads.
    private void GiveUp()
    {
        sessionizer.Keys.Lose(key, this);
        end.End();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key} is not at version {Version} any more: another silo has it now, whose grain is called.")]
    private static partial void LogConflict(ILogger logger, SessionKey key, long version);
}
