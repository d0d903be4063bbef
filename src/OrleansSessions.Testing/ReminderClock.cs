using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace OrleansSessions.Testing;

/// <summary>The test's time as Orleans' reminder service sees it: within a millisecond, it goes on by itself.</summary>
/// <remarks>
/// The service waits for an instant by delays of whole milliseconds, and looks at the clock after each. Less than a millisecond
/// before that instant its delay is none at all, and on a clock that stands still it would look for ever.
/// </remarks>
internal sealed class ReminderClock(FakeTimeProvider time) : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(1);

    private long advanced = Stopwatch.GetTimestamp();

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    private TimeSpan Elapsed =>
        Stopwatch.GetElapsedTime(Volatile.Read(ref advanced)) is var elapsed && elapsed < Longest ? elapsed : Longest;

    /// <summary>To be called whenever the test's time has moved.</summary>
    public void OnAdvanced() => Volatile.Write(ref advanced, Stopwatch.GetTimestamp());

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + Elapsed;

    public override long GetTimestamp() =>
        time.GetTimestamp() + (long)(Elapsed.TotalSeconds * time.TimestampFrequency);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        time.CreateTimer(callback, state, dueTime, period);
}
