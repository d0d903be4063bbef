namespace OrleansSessions.Server;

/// <summary>A commit whose turn waits for it.</summary>
internal sealed class AwaitedCommit(SessionCommit commit) : PendingCommit
{
    private readonly TaskCompletionSource<long> stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override SessionCommit Commit => commit;

    /// <summary>The key's new version.</summary>
    public Task<long> Stored => stored.Task;

    public override void OnStored(long version) => stored.TrySetResult(version);

    public override void OnFailed(SessionException exception) => stored.TrySetException(exception);
}
