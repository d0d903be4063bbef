namespace OrleansSessions.Server;

/// <summary>A commit that waits for its group; the task gives the key's new version.</summary>
internal sealed class PendingCommit(SessionCommit commit) : TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public SessionCommit Commit => commit;
}
