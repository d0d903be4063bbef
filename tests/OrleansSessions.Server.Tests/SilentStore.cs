namespace OrleansSessions.Server.Tests;

/// <summary>A store that answers nothing about the commits that it is given.</summary>
internal sealed class SilentStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()))
{
    public override ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken) => new([]);
}
