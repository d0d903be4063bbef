namespace OrleansSessions.Server.Tests;

public sealed class AheadTests
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    [Fact]
    public async Task Append_ClockOfASourceJumpsAYearAhead_IsRejectedAndClosesNothing()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        await events.AppendAllAsync([0, 1, 2, 3, 4], begin);
        await events.ScanAsync();
        var watermark = await events.GetWatermarkAsync();

        for (var i = 0; i < 3; i++)
        {
            var result = await events.AppendAsync(4, events.Clock.Now + Year);

            var problem = Assert.Single(result.Problems);
            Assert.Equal(AppendOutcome.Rejected, problem.Outcome);
            Assert.Contains("2031-01-01T", problem.Reason, StringComparison.Ordinal);
            Assert.Contains("ahead of the clock", problem.Reason, StringComparison.Ordinal);
            await events.ScanAsync();
            Assert.Equal(watermark, await events.GetWatermarkAsync());
        }

        Assert.Empty(await events.CollectAsync());
    }

    [Fact]
    public async Task Append_OnlySourceJumpsAYearAhead_TheOthersGoOn()
    {
        await using var events = await FiveSources.StartAsync();
        await events.AppendAllAsync([0, 1, 2, 3], events.Clock.Now);
        Assert.Equal(1, (await events.AppendAsync(4, events.Clock.Now + Year)).Rejected);
        await events.ScanAsync();

        await events.AppendAllAsync([0, 1, 2, 3], events.Clock.Now);
        await events.ScanAsync();

        Assert.Equal(Watermark.At(events.Clock.Now - FiveSources.ScanInterval - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task AdvanceWatermark_AYearAhead_IsRefusedAndClosesNothing()
    {
        await using var events = await FiveSources.StartAsync();
        await events.AppendAllAsync([0], events.Clock.Now);

        var exception = await Assert.ThrowsAsync<ArgumentException>(
            () => events.Sessions.AdvanceWatermarkAsync("wrong", Watermark.At(events.Clock.Now + Year)));

        Assert.Contains("ahead of the clock", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Watermark.Beginning, await events.GetWatermarkAsync());
        Assert.Empty(await events.CollectAsync());
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Append_AtMaxAheadOrATickPast_IsAcceptedOrRejected(int ticksPast, int accepted)
    {
        await using var events = await FiveSources.StartAsync(options => options.MaxAhead = TimeSpan.FromMinutes(1));

        var result = await events.AppendAsync(0, events.Clock.Now + TimeSpan.FromMinutes(1) + TimeSpan.FromTicks(ticksPast));

        Assert.Equal(accepted, result.Accepted);
        Assert.Equal(1 - accepted, result.Rejected);
    }
}
