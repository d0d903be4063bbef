namespace OrleansSessions.Server.Tests;

/// <summary>A memory store whose commits wait at a gate, and fail on demand.</summary>
internal sealed class GatedStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()))
{
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool fails;
    private int waiting;

    public List<int> GroupSizes { get; } = [];

    /// <summary>How many groups must be at the gate for <see cref="WaitForGroupAsync"/> to return.</summary>
    public int ExpectedGroups { get; init; } = 1;

    public static SessionCommit Commit(string key, int partition = 0) => new()
    {
        Key = new SessionKey("s", key),
        Partition = partition,
        ExpectedVersion = 0,
        State = new byte[] { 1 },
        DeadlineTicks = 1,
        Log = [],
    };

    public void Open() => gate.TrySetResult();

    public void FailNext() => fails = true;

    public Task WaitForGroupAsync() => arrived.Task;

    public override async ValueTask<long[]> CommitAsync(IReadOnlyList<SessionCommit> group, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref waiting) == ExpectedGroups)
        {
            arrived.TrySetResult();
        }

        await gate.Task;
        if (fails)
        {
            fails = false;
            throw new IOException("The disk is full.");
        }

        lock (GroupSizes)
        {
            GroupSizes.Add(group.Count);
        }

        return await base.CommitAsync(group, cancellationToken);
    }
}
