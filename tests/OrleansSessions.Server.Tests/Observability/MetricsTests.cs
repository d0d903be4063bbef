namespace OrleansSessions.Server.Tests;

public sealed class MetricsTests(MeteredRun run) : IClassFixture<MeteredRun>
{
    [Theory]
    [InlineData("events.appended", MeteredRun.Arrival, null, 7)]
    [InlineData("events.appended", MeteredRun.EventTime, null, 4)]
    [InlineData("events.late", MeteredRun.Arrival, null, 0)]
    [InlineData("events.late", MeteredRun.EventTime, null, 1)]
    [InlineData("events.rejected", MeteredRun.Arrival, null, 3)]
    [InlineData("events.rejected", MeteredRun.EventTime, null, 0)]
    [InlineData("events.duplicate", MeteredRun.Arrival, null, 1)]
    [InlineData("events.failed", MeteredRun.Arrival, null, 1)]
    [InlineData("sessions.opened", MeteredRun.Arrival, null, 6)]
    [InlineData("sessions.opened", MeteredRun.EventTime, null, 3)]
    [InlineData("sessions.merged", MeteredRun.Arrival, null, 0)]
    [InlineData("sessions.merged", MeteredRun.EventTime, null, 1)]
    [InlineData("sessions.closed", MeteredRun.Arrival, "Gap", 3)]
    [InlineData("sessions.closed", MeteredRun.Arrival, "Ended", 1)]
    [InlineData("sessions.closed", MeteredRun.Arrival, null, 4)]
    [InlineData("sessions.closed", MeteredRun.EventTime, "Gap", 1)]
    [InlineData("sessions.closed", MeteredRun.EventTime, null, 1)]
    [InlineData("sessions.open", MeteredRun.Arrival, null, 2)]
    [InlineData("sessions.open", MeteredRun.EventTime, null, 1)]
    [InlineData("keys.set_aside", MeteredRun.Arrival, null, 1)]
    [InlineData("keys.set_aside", MeteredRun.EventTime, null, 0)]
    public void Count_AfterTheScript_IsExact(string instrument, string sessionizer, string? reason, long expected)
    {
        var measured = run.Recorder.Counts(SessionInstruments.Prefix + instrument)
            .Where(item => IsOf(item.Tags, sessionizer) && (reason is null || Equals(item.Tags["reason"], reason)));

        Assert.Equal(expected, measured.Sum(item => item.Value));
    }

    [Theory]
    [InlineData("append.duration", MeteredRun.Arrival, 7)]
    [InlineData("append.duration", MeteredRun.EventTime, 3)]
    [InlineData("scan.duration", MeteredRun.Arrival, 5)]
    [InlineData("scan.duration", MeteredRun.EventTime, 6)]
    [InlineData("sessions.closing_delay", MeteredRun.Arrival, 3)]
    [InlineData("sessions.closing_delay", MeteredRun.EventTime, 1)]
    public void Time_AfterTheScript_IsMeasuredOnceEach(string instrument, string sessionizer, int expected)
    {
        var measured = run.Recorder.Times(SessionInstruments.Prefix + instrument).Where(item => IsOf(item.Tags, sessionizer)).ToList();

        Assert.Equal(expected, measured.Count);
        Assert.All(measured, item => Assert.InRange(item.Value, 0, 60));
    }

    [Fact]
    public void ClosingDelay_ScanComesSevenSecondsAfterTheEnd_IsSevenSeconds()
    {
        var delays = run.Recorder.Times(SessionInstruments.Prefix + "sessions.closing_delay");

        Assert.All(delays.Where(item => IsOf(item.Tags, MeteredRun.Arrival)), item => Assert.Equal(7, item.Value));
        Assert.All(delays.Where(item => IsOf(item.Tags, MeteredRun.EventTime)), item => Assert.Equal(0, item.Value));
    }

    [Fact]
    public void WatermarkLag_ClockWentOnFiveSeconds_IsFiveSecondsOnEventTimeOnly()
    {
        var lag = Assert.Single(run.Recorder.Times(SessionInstruments.Prefix + "watermark.lag"));

        Assert.Equal(5, lag.Value);
        Assert.True(IsOf(lag.Tags, MeteredRun.EventTime));
    }

    [Fact]
    public void Commit_AfterTheScript_EveryGroupAndKeyIsMeasured()
    {
        // The first group was stored before the silo began.
        var groups = run.Recorder.Counts(SessionInstruments.Prefix + "commit.keys");
        Assert.Equal((run.Store.Groups - 1, run.Store.Keys - 1), (groups.Count, groups.Sum(item => item.Value)));

        var times = run.Recorder.Times(SessionInstruments.Prefix + "commit.duration");
        Assert.Equal(groups.Count, times.Count);
        var failed = Assert.Single(times, item => item.Tags.Count > 0);
        Assert.Equal(typeof(IOException).FullName, failed.Tags["error.type"]);
    }

    private static bool IsOf(IReadOnlyDictionary<string, object?> tags, string sessionizer) => Equals(tags["sessionizer"], sessionizer);
}
