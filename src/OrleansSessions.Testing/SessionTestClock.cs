using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Reminders;
using OrleansSessions.Server;

namespace OrleansSessions.Testing;

/// <summary>
/// The one driver of time in a test cluster. It stands still until a test advances it; then every scan that falls due is
/// awaited, so that when <see cref="AdvanceAsync"/> returns, what had to close is closed and on the log.
/// </summary>
/// <remarks>
/// Drives what grains see: sessions, grain timers, reminders. Membership, call time-outs and stream delivery keep the real
/// clock. Attach it to every silo before the cluster starts. One test at a time may advance it.
/// </remarks>
public sealed class SessionTestClock : ISessionScanObserver
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Lock gate = new();
    private readonly Dictionary<(SiloAddress Silo, string Sessionizer), DateTimeOffset> schedules = [];
    private readonly FakeTimeProvider time;
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A clock that stands at an instant.</summary>
    /// <param name="start">The instant.</param>
    public SessionTestClock(DateTimeOffset start)
    {
        time = new FakeTimeProvider(start);
    }

    /// <summary>A clock that stands at the beginning of the year 2030, UTC.</summary>
    public SessionTestClock()
        : this(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Now, as grains see it.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Makes this the clock of a silo's grains and reminders.</summary>
    /// <param name="silo">The silo, before it starts.</param>
    public void Attach(ISiloBuilder silo)
    {
        ArgumentNullException.ThrowIfNull(silo);
        silo.Services.AddKeyedSingleton<TimeProvider>(TimeProviderNames.Grains, time);
        silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, new ReminderClock(time));
        silo.Services.AddSingleton<ISessionScanObserver>(this);
        StreamTimerRegistry.Decorate(silo.Services);
    }

    /// <summary>
    /// Advances to each scan that falls due on the way, waits for it on every silo, and goes on to the end.
    /// </summary>
    /// <param name="by">By how much; not negative.</param>
    /// <exception cref="TimeoutException">A silo did not scan within a minute of real time.</exception>
    public async Task AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var target = Now + by;
        while (true)
        {
            var next = FindNextScan() is { } scan && scan < target ? scan : target;
            time.SetUtcNow(next);
            await WaitForScansAsync();
            if (next == target)
            {
                return;
            }
        }
    }

    /// <inheritdoc/>
    void ISessionScanObserver.OnScheduled(SiloAddress silo, string sessionizer, DateTimeOffset time) =>
        Change(() => schedules[(silo, sessionizer)] = time);

    /// <inheritdoc/>
    void ISessionScanObserver.OnScanned(SiloAddress silo, string sessionizer, DateTimeOffset time)
    {
        // What counts is that the silo has scheduled its next scan, which it does after this one.
    }

    /// <inheritdoc/>
    void ISessionScanObserver.OnStopped(SiloAddress silo, string sessionizer) =>
        Change(() => schedules.Remove((silo, sessionizer)));

    private void Change(Action change)
    {
        TaskCompletionSource wake;
        lock (gate)
        {
            change();
            wake = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        wake.SetResult();
    }

    private DateTimeOffset? FindNextScan()
    {
        lock (gate)
        {
            return schedules.Count == 0 ? null : schedules.Values.Min();
        }
    }

    private async Task WaitForScansAsync()
    {
        while (true)
        {
            Task wake;
            (SiloAddress Silo, string Sessionizer) pending;
            lock (gate)
            {
                var due = schedules.Where(pair => pair.Value <= Now).Select(pair => pair.Key).ToList();
                if (due.Count == 0)
                {
                    return;
                }

                pending = due[0];
                wake = changed.Task;
            }

            try
            {
                await wake.WaitAsync(Patience);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException(
                    $"Silo {pending.Silo} did not scan sessionizer '{pending.Sessionizer}' at {Now:O} within {Patience} of real time.");
            }
        }
    }
}
