namespace OrleansSessions.Server;

/// <summary>
/// When a silo scans a sessionizer: at fixed ticks, and in <see cref="ExpiryMode.Deadline"/> at the nearest deadline too.
/// </summary>
/// <param name="sessionizer">The sessionizer.</param>
/// <param name="clock">The clock.</param>
/// <param name="onScheduled">Told of every next time, once the alarm is set to it.</param>
internal sealed class ScanSchedule(Sessionizer sessionizer, TimeProvider clock, Action<DateTimeOffset> onScheduled) : IDisposable
{
    // A timer of the system may wake up to a millisecond early; waiting again for less would be spinning.
    private static readonly TimeSpan ShortestAgain = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private readonly ScanAlarm alarm = new(clock);
    private DateTimeOffset tick = clock.GetUtcNow() + sessionizer.ScanInterval;
    private DateTimeOffset next = DateTimeOffset.MaxValue;

    private bool WakesAtDeadlines => sessionizer.Options.Expiry == ExpiryMode.Deadline;

    /// <summary>Begins to tell of the next time.</summary>
    public void Start()
    {
        if (WakesAtDeadlines)
        {
            sessionizer.Keys.OnSooner = OnSooner;
        }

        Arm(TimeSpan.Zero);
    }

    /// <summary>Waits for the next scan.</summary>
    /// <returns>Whether it is one at a tick.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var shortest = TimeSpan.Zero;
        while (Arm(shortest) > clock.GetUtcNow())
        {
            await alarm.WaitAsync(cancellationToken);
            shortest = ShortestAgain;
        }

        cancellationToken.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        var isTick = tick <= now;
        while (tick <= now)
        {
            // Ticks are at fixed times, so that a scan which takes long does not push the next one back.
            tick += sessionizer.ScanInterval;
        }

        return isTick;
    }

    public void Dispose()
    {
        sessionizer.Keys.OnSooner = null;
        alarm.Dispose();
    }

    private DateTimeOffset Arm(TimeSpan shortest)
    {
        lock (gate)
        {
            var deadline = WakesAtDeadlines ? sessionizer.Keys.FindNext()?.Time : null;
            next = deadline < tick ? deadline.Value : tick;
            Set(shortest);
            return next;
        }
    }

    // Race: a key's deadline comes sooner than what the scanner waits for, or is just about to wait for. The key is in the
    // queue before this is called, so either arming finds it there or this finds what was armed.
    private void OnSooner(Watermark deadline)
    {
        lock (gate)
        {
            if (deadline.Time < next)
            {
                next = deadline.Time;
                Set(TimeSpan.Zero);
            }
        }
    }

    // The alarm first: who is told of a time may move the clock there at once.
    private void Set(TimeSpan shortest)
    {
        alarm.Set(next, shortest);
        onScheduled(next);
    }
}
