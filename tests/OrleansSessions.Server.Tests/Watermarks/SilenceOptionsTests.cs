namespace OrleansSessions.Server.Tests;

public sealed class SilenceOptionsTests
{
    private static readonly IEnumerable<int> All = Enumerable.Range(0, SourcesCluster.SourceCount);

    [Fact]
    public async Task Silence_BoundaryIsInclusive_TheWatermarkStopsWhereTheLastSessionCloses()
    {
        await using var cluster = await SourcesCluster.StartAsync(options => options.Boundary = GapBoundary.Inclusive);
        var t = cluster.Now;
        await cluster.SendAllAsync(All, t);

        await cluster.Silos.Clock.AdvanceAsync(TimeSpan.FromHours(3));

        var close = t + SourcesCluster.Gap + SourcesCluster.Lateness + TimeSpan.FromTicks(1);
        Assert.Equal(close, await cluster.GetWatermarkAsync());
        Assert.Equal(All.Count(), (await cluster.CollectAsync()).Count);
    }

    [Fact]
    public async Task Silence_SourcesAreAlwaysWaitedFor_TheWatermarkStandsStill()
    {
        await using var cluster = await SourcesCluster.StartAsync(options => options.SourceIdleTimeout = null);
        var t = cluster.Now;
        await cluster.SendAllAsync(All, t);

        await cluster.Silos.Clock.AdvanceAsync(TimeSpan.FromHours(3));

        Assert.Equal(t - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());
        Assert.Empty(await cluster.CollectAsync());
    }

    [Fact]
    public async Task Silence_AgainAndAgain_ClosesTheLastSessionEachTime()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        for (var times = 1; times <= 3; times++)
        {
            await cluster.SendAllAsync([times], cluster.Now);

            await cluster.Silos.Clock.AdvanceAsync(TimeSpan.FromHours(3));

            Assert.Equal(times, (await cluster.CollectAsync()).Count);
        }
    }
}
