using System.Collections.Concurrent;

namespace OrleansSessions.Server.Tests;

/// <summary>A memory store that counts what it is given, and refuses it for as long as a test wants.</summary>
internal sealed class CountingStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()))
{
    private readonly ConcurrentDictionary<int, bool> read = [];
    private readonly TaskCompletionSource delivering = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long groups;
    private long keys;

    public bool Refuses { get; set; }

    public long Groups => Volatile.Read(ref groups);

    public long Keys => Volatile.Read(ref keys);

    /// <summary>Completes once a partition is read again of which something was read before: that has been passed on.</summary>
    public Task Delivering => delivering.Task;

    public override async ValueTask<LogSlice> ReadLogAsync(LogQuery query, CancellationToken cancellationToken)
    {
        if (read.ContainsKey(query.Partition))
        {
            delivering.TrySetResult();
        }

        var slice = await base.ReadLogAsync(query, cancellationToken);
        if (slice.Entries.Count > 0)
        {
            read[query.Partition] = true;
        }

        return slice;
    }

    public override ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref groups);
        Interlocked.Add(ref keys, group.Count);
        return Refuses ? throw new IOException("The disk is full.") : base.CommitAsync(group, cancellationToken);
    }
}
