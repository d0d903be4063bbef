namespace OrleansSessions.Server.Tests;

public sealed class SourceTableTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    private readonly SourceTable table = new();

    [Fact]
    public void Report_BatchesOnTheirWay_TellsTheLeastOfThemAndTheGreatestStored()
    {
        table.Begin(new SourceProgress("a", 1, null), Time(30), Start);
        table.Begin(new SourceProgress("a", 2, Time(30)), Time(20), Start);
        table.Begin(new SourceProgress("a", 3, Time(20)), Time(20), Start);
        Assert.Equal((Time(20), null), Read());

        // Two batches may have the same least time: one of them is still on its way.
        table.End("a", Time(20), Time(40), Start);
        Assert.Equal((Time(20), Time(40)), Read());

        table.End("a", Time(20), null, Start);
        table.End("a", Time(30), Time(35), Start);
        Assert.Equal((null, Time(40)), Read());
    }

    [Fact]
    public void Report_OlderProgressComesLater_TellsTheNewest()
    {
        table.Begin(new SourceProgress("a", 5, null), null, Start);
        table.Begin(new SourceProgress("a", 4, Time(10)), null, Start);

        var report = Assert.Single(table.Report(Start, Idle).Items);
        Assert.Equal((5L, null), (report.Revision, report.LeastUnacknowledged));
    }

    [Fact]
    public void Report_SilentForItsTime_IsToldOnceMoreAndForgottenUnlessItsEventsAreBeingStored()
    {
        table.Begin(new SourceProgress("silent", 1, null), null, Start);
        table.Begin(new SourceProgress("storing", 1, null), Time(10), Start);

        Assert.Equal(2, table.Report(Start + Idle, Idle).Items.Length);
        Assert.Equal("storing", Assert.Single(table.Report(Start + Idle, Idle).Items).Source);
    }

    [Fact]
    public void Complete_EventsAreBeingStored_TellsOfThoseAlone()
    {
        table.Begin(new SourceProgress("a", 1, null), Time(10), Start);
        table.Begin(new SourceProgress("a", 1, null), Time(20), Start);
        table.End("a", Time(20), Time(20), Start);
        var last = table.Report(Start, Idle).Number;

        Assert.Equal(last, table.Complete("a"));

        Assert.Equal((Time(10), null), Read());
        Assert.Equal(last + 2, table.Report(Start, Idle).Number);
    }

    private static DateTimeOffset Time(int seconds) => Start.AddSeconds(seconds);

    private (DateTimeOffset? InFlight, DateTimeOffset? Stored) Read()
    {
        var report = Assert.Single(table.Report(Start, Idle).Items);
        return (report.LeastInFlight, report.GreatestAcknowledged);
    }
}
