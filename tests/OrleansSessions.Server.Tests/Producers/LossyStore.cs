using System.Collections.Concurrent;

namespace OrleansSessions.Server.Tests;

/// <summary>A memory store that stores, and then loses the answer: as a database whose connection breaks after the commit.</summary>
internal sealed class LossyStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()))
{
    private readonly ConcurrentDictionary<string, bool> lossy = new(StringComparer.Ordinal);
    private int lost;

    public int Lost => Volatile.Read(ref lost);

    /// <summary>Loses the answer to the next commit of a key.</summary>
    public void LoseAnswerAbout(string key) => lossy[key] = true;

    public override async ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        var versions = await base.CommitAsync(group, cancellationToken);
        if (group.Any(commit => lossy.TryRemove(commit.Key.Key, out _)))
        {
            Interlocked.Increment(ref lost);
            throw new IOException("The connection broke.");
        }

        return versions;
    }
}
