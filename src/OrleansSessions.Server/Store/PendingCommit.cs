using System.Diagnostics;

namespace OrleansSessions.Server;

/// <summary>A commit that waits for its group, and is told what came of it by the writer of groups, to which it must return at once.</summary>
internal abstract class PendingCommit
{
    /// <summary>The activity in which it was made; null when nobody listens.</summary>
    public Activity? Cause { get; } = SessionTracing.Current;

    public abstract SessionCommit Commit { get; }

    /// <param name="version">The answer of <see cref="ISessionStore.CommitAsync"/>.</param>
    public abstract void OnStored(long version);

    /// <param name="exception">Why it is not acknowledged: it may or may not have been stored.</param>
    public abstract void OnFailed(SessionException exception);
}
