namespace OrleansSessions.Server;

/// <summary>Wakes one waiter after a delay, or when it is rung. It may wake too early: look at the clock.</summary>
internal sealed class ScanAlarm : IDisposable
{
    private readonly SemaphoreSlim rung = new(0);
    private readonly ITimer timer;

    public ScanAlarm(TimeProvider clock) =>
        timer = clock.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Ring() => rung.Release();

    public async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        timer.Change(delay, Timeout.InfiniteTimeSpan);
        await rung.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        // The semaphore is left to the collector: a last ring of the timer may still come.
        timer.Dispose();
    }
}
