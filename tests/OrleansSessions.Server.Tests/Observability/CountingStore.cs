namespace OrleansSessions.Server.Tests;

/// <summary>A memory store that counts what it is given, and refuses it for as long as a test wants.</summary>
internal sealed class CountingStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()))
{
    private long groups;
    private long keys;

    public bool Refuses { get; set; }

    public long Groups => Volatile.Read(ref groups);

    public long Keys => Volatile.Read(ref keys);

    public override ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref groups);
        Interlocked.Add(ref keys, group.Count);
        return Refuses ? throw new IOException("The disk is full.") : base.CommitAsync(group, cancellationToken);
    }
}
