namespace OrleansSessions.Server.Tests;

/// <summary>
/// A store whose last partition is read so slowly that a reader's wait ends in the middle of the reading: whatever may end the
/// reading does.
/// </summary>
internal sealed class SlowestLogStore() : DelegatingStore(new MemorySessionStore(new MemorySessionStoreOptions()))
{
    public bool IsSlow { get; set; }

    public override async ValueTask<LogSlice> ReadLogAsync(LogQuery query, CancellationToken cancellationToken)
    {
        if (IsSlow && query.Partition == Partitions - 1 && cancellationToken.CanBeCanceled)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        return await base.ReadLogAsync(query, cancellationToken);
    }
}
