namespace OrleansSessions.Server;

/// <summary>
/// A change to a key whose grain is active on this silo: the grain lends its sessions until the change is stored, so that neither a
/// message nor a turn of the scheduler is needed. As long as they are lent, the grain's turns wait. Told from any thread.
/// </summary>
/// <remarks>
/// Once it has ended it may serve another key. A turn that still waits for it then waits for that key, too, and looks again.
/// </remarks>
internal abstract class SessionLoan : PendingCommit
{
    private static readonly TaskCompletionSource Ended = CreateEnded();

    // Who waits for the end of it, or Ended. Nearly always nobody does.
    private TaskCompletionSource? waiting;
    private SessionGrain grain = null!;
    private KeySessions? changed;
    private SessionCommit? commit;

    public override SessionCommit Commit => commit!;

    /// <summary>The sessions as they have been changed.</summary>
    public KeySessions Changed => changed!;

    /// <summary>Makes the change, if the sessions are in memory and nobody else has them; otherwise the grain has to be called.</summary>
    /// <returns>Whether it has ended; otherwise it ends on another thread.</returns>
    public bool Run(SessionGrain lender)
    {
        (grain, changed) = (lender, null);
        Interlocked.CompareExchange(ref waiting, null, Ended);
        try
        {
            if (grain.TryLend(this, out var hasEnded))
            {
                return hasEnded;
            }

            SetEnded();
            OnDeclined();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        return true;
    }

    /// <summary>Changes the sessions that the grain has lent.</summary>
    /// <returns>What is to be stored; null for nothing.</returns>
    public SessionCommit? Change(KeySessions sessions, long version, ISessionStore store)
    {
        Change(sessions);
        changed = sessions;
        return sessions.TakeCommit(version, store, commit) is { } made ? commit = made : null;
    }

    /// <summary>The grain has its sessions back.</summary>
    public void End()
    {
        SetEnded();
        OnDone();
    }

    /// <summary>Completes when the sessions are no longer lent.</summary>
    public Task WaitAsync()
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref waiting, own, null) ?? own).Task;
    }

    public sealed override void OnStored(long version)
    {
        try
        {
            if (grain.TryTakeBack(this, version))
            {
                End();
            }
            else
            {
                SetEnded();
                OnDeclined();
            }
        }
        catch (Exception exception)
        {
            // The writer of commits goes on with those of others.
            Fail(exception);
        }
    }

    public sealed override void OnFailed(SessionException exception) => Fail(exception);

    protected abstract void Change(KeySessions sessions);

    /// <summary>It is done, and stored where there was something to store.</summary>
    protected abstract void OnDone();

    /// <summary>Nothing was changed: the grain has to be called.</summary>
    protected abstract void OnDeclined();

    /// <summary>It failed: the change may or may not have been stored.</summary>
    protected abstract void OnLost(Exception exception);

    private static TaskCompletionSource CreateEnded()
    {
        var ended = new TaskCompletionSource();
        ended.SetResult();
        return ended;
    }

    private void SetEnded() => Interlocked.Exchange(ref waiting, Ended)?.SetResult();

    // What is in memory may not be what is stored: it is not given back, and the next turn loads.
    private void Fail(Exception exception)
    {
        grain.Lose(this);
        SetEnded();
        OnLost(exception);
    }
}
