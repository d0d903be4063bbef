namespace OrleansSessions.Server.Tests;

/// <summary>A memory store that counts how often it is asked what is due, and can fail to say how long its sessions last.</summary>
internal sealed class OverdueStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()))
{
    private int asked;

    public int Asked => Volatile.Read(ref asked);

    public bool HidesGreatestEnd { get; init; }

    public override ValueTask<IReadOnlyList<string>> ReadDueAsync(
        string sessionizer, Watermark watermark, int maxCount, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref asked);
        return base.ReadDueAsync(sessionizer, watermark, maxCount, cancellationToken);
    }

    public override ValueTask<long> ReadGreatestOpenEndAsync(string sessionizer, CancellationToken cancellationToken) =>
        HidesGreatestEnd ? throw new IOException("It took too long.") : base.ReadGreatestOpenEndAsync(sessionizer, cancellationToken);
}
