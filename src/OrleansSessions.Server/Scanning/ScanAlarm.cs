namespace OrleansSessions.Server;

/// <summary>Wakes one waiter at a time that may be moved while it waits. It may wake too early: look at the clock.</summary>
internal sealed class ScanAlarm : IDisposable
{
    private static readonly TimeSpan LongestInterruption = TimeSpan.FromMilliseconds(1);

    private readonly SemaphoreSlim rung = new(0);
    private readonly TimeProvider clock;
    private readonly ITimer timer;

    public ScanAlarm(TimeProvider clock)
    {
        this.clock = clock;
        timer = clock.CreateTimer(_ => rung.Release(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set(DateTimeOffset time, TimeSpan shortest)
    {
        DateTimeOffset now;
        do
        {
            now = clock.GetUtcNow();
            var delay = time - now;
            timer.Change(delay > shortest ? delay : shortest, Timeout.InfiniteTimeSpan);
        }
        // Race: the clock goes on between looking at it and setting the timer, which would then ring too late.
        while (clock.GetUtcNow() - now > LongestInterruption);
    }

    public Task WaitAsync(CancellationToken cancellationToken) => rung.WaitAsync(cancellationToken);

    public void Dispose()
    {
        // The semaphore is left to the collector: a last ring of the timer may still come.
        timer.Dispose();
    }
}
