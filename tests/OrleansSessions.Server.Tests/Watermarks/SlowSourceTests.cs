namespace OrleansSessions.Server.Tests;

public sealed class SlowSourceTests
{
    private static readonly int[] All = [0, 1, 2, 3, 4];
    private static readonly int[] Fast = [0, 1, 2, 3];
    private const int Slow = 4;

    [Fact]
    public async Task Scan_OneSourceIsSlow_WatermarkIsItsOwn()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        await events.AppendAllAsync(All, begin);
        for (var step = 1; step <= 20; step++)
        {
            var slow = begin + (TimeSpan.FromSeconds(10) * step);
            await events.AppendAllAsync(Fast, begin + (TimeSpan.FromMinutes(2) * step));
            await events.AppendAllAsync([Slow], slow);
            await events.ScanAsync();

            Assert.Equal(Watermark.At(slow - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
        }

        Assert.Empty(await events.CollectAsync());
    }

    [Fact]
    public async Task Scan_OneSourceIsSilent_WaitsForItAsLongAsItMayBeIdle()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        await events.AppendAllAsync(All, begin);
        var silence = TimeSpan.Zero;
        while (silence < FiveSources.IdleTimeout - FiveSources.ScanInterval)
        {
            await events.ScanAsync();
            silence += FiveSources.ScanInterval;
            await events.AppendAllAsync(Fast, begin + silence);
            Assert.Equal(Watermark.At(begin - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
        }

        await events.ScanAsync();
        Assert.Equal(Watermark.At(begin + silence - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task Append_SilentSourceComesBack_OldEventsAreLateAndItIsWaitedForAgain()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        await events.AppendAllAsync(All, begin);
        await SilenceAsync(events, TimeSpan.FromMinutes(30));
        var watermark = await events.GetWatermarkAsync();
        var old = begin + TimeSpan.FromMinutes(1);

        var late = await events.AppendAsync(Slow, old, "old");
        await events.AppendAllAsync([Slow], watermark.Time);

        Assert.Equal(AppendOutcome.Late, Assert.Single(late.Problems).Outcome);
        var page = await events.Sessions.ReadLatePageAsync(
            SessionCursor.Beginning, 10, cancellationToken: TestContext.Current.CancellationToken);
        var found = Assert.Single(page.Items);
        Assert.Equal(("old", old, 1, watermark.Time), (found.Key, found.Timestamp, found.Value, found.Watermark));
        Assert.Equal(found, await events.Late.NextAsync());
        await events.ScanAsync();
        await events.AppendAllAsync(Fast, events.Clock.Now);
        await events.ScanAsync();
        Assert.Equal(watermark, await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task Scan_SourceWentToAnotherSilo_IsNotSilent()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        await events.AppendAllAsync(All, begin);
        await events.Clock.AdvanceAsync(FiveSources.IdleTimeout - FiveSources.ScanInterval);
        await events.AppendAllAsync(Fast, events.Clock.Now);

        // It came in on the second silo before. No silo has reported that since, and each may be the first to report.
        var elsewhere = events.OnSilo(2).GetSessions(FiveSources.Name).AsSource($"source-{Slow}");
        await elsewhere.AppendAsync([new(Keys.New(), 1, begin)], TestContext.Current.CancellationToken);
        await events.ScanAsync();

        Assert.Equal(Watermark.At(begin - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
    }

    private static async Task SilenceAsync(FiveSources events, TimeSpan silence)
    {
        for (var end = events.Clock.Now + silence; events.Clock.Now < end;)
        {
            await events.AppendAllAsync(Fast, events.Clock.Now);
            await events.ScanAsync();
        }
    }
}
