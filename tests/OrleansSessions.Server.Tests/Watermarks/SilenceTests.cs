namespace OrleansSessions.Server.Tests;

public sealed class SilenceTests
{
    private static readonly int[] All = [0, 1, 2, 3, 4];
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(GapBoundary.Exclusive)]
    [InlineData(GapBoundary.Inclusive)]
    public async Task Silence_AfterTheLastEvent_ClosesTheLastSessionAndTheWatermarkStopsThere(GapBoundary boundary)
    {
        await using var events = await FiveSources.StartAsync(options => (options.Boundary, options.AllowedLateness) = (boundary, Lateness));
        var last = events.Clock.Now;
        await events.AppendAllAsync(All, last);
        var closes = SessionSilos.SessionizerOf(events.Silos.Cluster.Silos[0], FiveSources.Name.Value).Rules.ClosesAt(last + FiveSources.Gap);

        // What is silent is noticed by a scan, the clock moves the watermark from the next one on, and the one after closes.
        var patience = FiveSources.OutOfOrderness + FiveSources.Gap + Lateness + FiveSources.IdleTimeout + (FiveSources.ScanInterval * 3);
        await WatchAsync(events, closes, patience);

        var closed = await events.CollectAsync();
        Assert.Equal(All.Length, closed.Count);
        Assert.All(closed, session => Assert.Equal((last, CloseReason.Gap), (session.LastEvent, session.Reason)));
        Assert.Equal(closes, await events.GetWatermarkAsync());
        await WatchAsync(events, closes, TimeSpan.FromHours(3));
    }

    [Fact]
    public async Task Silence_NeverIdle_TheWatermarkStandsStill()
    {
        await using var events = await FiveSources.StartAsync(options => options.SourceIdleTimeout = null);
        var last = events.Clock.Now;
        await events.AppendAllAsync(All, last);

        await events.Clock.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Equal(Watermark.At(last - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
        Assert.Empty(await events.CollectAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(36_000_000_000)]
    public async Task Silence_OfThreeHours_NothingOfTheBacklogIsLate(long ticksAfterTheGap)
    {
        await using var events = await FiveSources.StartAsync();
        var last = events.Clock.Now;
        await events.AppendAllAsync(All, last);
        await events.Clock.AdvanceAsync(TimeSpan.FromHours(3));
        Assert.Equal(All.Length, (await events.CollectAsync()).Count);

        var appended = 0;
        for (var time = last + FiveSources.Gap + TimeSpan.FromTicks(ticksAfterTheGap); time <= events.Clock.Now; time += FiveSources.Gap / 2)
        {
            await events.AppendAllAsync(All, time);
            await events.ScanAsync();
            appended += All.Length;
        }

        Assert.InRange(appended, All.Length * 10, int.MaxValue);
        var page = await events.Sessions.ReadLatePageAsync(
            SessionCursor.Beginning, 10, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Empty(page.Items);
        await events.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(All.Length + appended, (await events.CollectAsync()).Sum(session => session.Count));
    }

    [Fact]
    public async Task Silence_ThenAnOpenSessionOfAnotherSource_ClosesToo()
    {
        await using var events = await FiveSources.StartAsync();
        await events.AppendAllAsync(All, events.Clock.Now);
        await events.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(All.Length, (await events.CollectAsync()).Count);

        await events.AppendAllAsync([2], events.Clock.Now);
        await events.Clock.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal(All.Length + 1, (await events.CollectAsync()).Count);
    }

    private static async Task WatchAsync(FiveSources events, Watermark greatest, TimeSpan time)
    {
        var before = await events.GetWatermarkAsync();
        for (var end = events.Clock.Now + time; events.Clock.Now < end;)
        {
            await events.ScanAsync();
            var now = await events.GetWatermarkAsync();
            Assert.InRange(now.Ticks, before.Ticks, greatest.Ticks);
            before = now;
        }
    }
}
