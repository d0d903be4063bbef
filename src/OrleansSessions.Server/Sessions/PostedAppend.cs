namespace OrleansSessions.Server;

/// <summary>
/// An append to a key whose grain is active on this silo: posted as a turn of its own to the activation's scheduler, so that no
/// message is made. The turn is synchronous, and its commit is waited for outside of it.
/// </summary>
internal sealed class PostedAppend(SessionGrain grain, SessionBatch batch) : PendingCommit
{
    // Continued by whoever answers: what waits for it only counts answers.
    private readonly TaskCompletionSource<AppendResult?> answer = new();
    private SessionCommit? commit;
    private AppendResult? result;
    private KeySessions? changed;

    public SessionBatch Batch => batch;

    public override SessionCommit Commit => commit!;

    /// <summary>The key as the turn has changed it.</summary>
    public KeySessions Changed => changed!;

    /// <summary>What became of the events; null when the grain can not take them so, and has to be called.</summary>
    public Task<AppendResult?> Answer => answer.Task;

    /// <summary>Puts the turn into the activation's queue.</summary>
    public void Post() => grain.GrainContext.Scheduler.QueueAction(static append => ((PostedAppend)append!).Run(), this);

    /// <summary>Notes what the turn has changed, which is now to be stored.</summary>
    public void SetChanged(KeySessions sessions, SessionCommit changes, AppendResult outcome) =>
        (changed, commit, result) = (sessions, changes, outcome);

    public void Accept(AppendResult outcome) => answer.TrySetResult(outcome);

    public void Decline() => answer.TrySetResult(null);

    public override void OnStored(long version)
    {
        try
        {
            answer.TrySetResult(grain.TryKeep(this, version) ? result : null);
        }
        catch (Exception exception)
        {
            // The writer of commits goes on with those of others.
            Fail(exception);
        }
    }

    // The sessions stay taken: the next turn loads what is stored.
    public override void OnFailed(SessionException exception)
    {
        Fail(exception);
    }

    private void Run()
    {
        try
        {
            grain.Take(this);
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void Fail(Exception exception) => answer.TrySetResult(
        AppendResult.None(batch.Count, AppendOutcome.Failed, $"Not acknowledged: {exception.Message}"));
}
