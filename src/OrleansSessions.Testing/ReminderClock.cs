using Microsoft.Extensions.Time.Testing;

namespace OrleansSessions.Testing;

/// <summary>The test's time as Orleans' reminder service sees it: in whole milliseconds, rounded up.</summary>
/// <remarks>
/// The service waits for an instant by delays of whole milliseconds, and looks at the clock after each. A rest of less than a
/// millisecond is no delay at all: on a clock that stands still it would look for ever, and take a core for it. Of times that are whole
/// milliseconds no such rest is left. Rounded up, a wait has passed as soon as its delays have.
/// </remarks>
internal sealed class ReminderClock(FakeTimeProvider time) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => new(RoundUp(time.GetUtcNow().Ticks, TimeSpan.TicksPerMillisecond), TimeSpan.Zero);

    public override long GetTimestamp() => RoundUp(time.GetTimestamp(), time.TimestampFrequency / 1_000);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);

    private static long RoundUp(long ticks, long unit) => (ticks + unit - 1) / unit * unit;
}
