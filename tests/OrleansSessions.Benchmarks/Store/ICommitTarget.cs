using OrleansSessions.Server;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>What takes the key updates that are measured.</summary>
internal interface ICommitTarget : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Stores many new keys, in whatever way is fastest, and gives their versions. Not measured.</summary>
    Task<long[]> FillAsync(IReadOnlyList<SessionCommit> commits);

    /// <summary>Stores one; it is durable when this returns.</summary>
    /// <returns>The key's new version; 0 when it was removed.</returns>
    Task<long> CommitAsync(SessionCommit commit);
}
