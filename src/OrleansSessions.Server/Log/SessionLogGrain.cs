using Orleans.Concurrency;

namespace OrleansSessions.Server;

/// <summary>Reads the log for clients, on the silo that they are connected to.</summary>
[GrainType("session-log")]
[StatelessWorker, Reentrant]
internal sealed class SessionLogGrain(SessionizerCatalog catalog, LogReader reader) : Grain, ISessionLogGrain
{
    private const int MaxLimit = 10_000;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private Sessionizer sessionizer = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        sessionizer = catalog.Get(this.GetPrimaryKeyString());
        return Task.CompletedTask;
    }

    public ValueTask<int> GetPartitionsAsync() => new(reader.Partitions);

    public Task<LogPage<ClosedSession>> ReadClosedAsync(
        SessionCursor after, int limit, TimeSpan wait, CancellationToken cancellationToken) =>
        ReadAsync(LogKind.Closed, sessionizer.ReadClosed, after, limit, wait, cancellationToken);

    public Task<LogPage<LateEvent>> ReadLateAsync(
        SessionCursor after, int limit, TimeSpan wait, CancellationToken cancellationToken) =>
        ReadAsync(LogKind.Late, sessionizer.ReadLate, after, limit, wait, cancellationToken);

    private async Task<LogPage<T>> ReadAsync<T>(
        LogKind kind,
        Func<ReadOnlyMemory<byte>, T> read,
        SessionCursor after,
        int limit,
        TimeSpan wait,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, MaxWait);

        var cursor = await reader.ResolveAsync(after, cancellationToken);
        var entries = await reader.ReadAsync(new LogSelection(sessionizer.Name, kind), cursor, limit, wait, cancellationToken);
        return new LogPage<T>([.. entries.Select(entry => read(entry.Payload))], new SessionCursor(cursor.ToString()));
    }
}
