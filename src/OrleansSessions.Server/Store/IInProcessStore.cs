namespace OrleansSessions.Server;

/// <summary>
/// A store in this process: a commit to it takes no time, so that it needs no group, and it keeps objects, so that nobody has to
/// write bytes which nobody will read.
/// </summary>
internal interface IInProcessStore : ISessionStore
{
    /// <summary>
    /// Stores a commit, to which it must keep no reference, for it is written over with the next one; the answer is that of
    /// <see cref="ISessionStore.CommitAsync"/>.
    /// </summary>
    long Commit(SessionCommit commit);
}
