namespace OrleansSessions.Server.Tests;

public sealed class SourceTests
{
    private static readonly IEnumerable<int> All = Enumerable.Range(0, SourcesCluster.SourceCount);

    [Fact]
    public async Task Append_OneSourceIsSlow_HoldsTheWatermarkBackUntilItCatchesUp()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        await cluster.SendAllAsync(All.Skip(1), t);
        await cluster.SendAllAsync([0], t - SourcesCluster.Gap);

        await cluster.TickAsync();
        Assert.Equal(t - SourcesCluster.Gap - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());

        await cluster.SendAllAsync([0], t + SourcesCluster.Tick);
        await cluster.TickAsync();
        Assert.Equal(t - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task Append_OneSourceFallsSilent_IsLeftOutAndWhatItThenSendsTooLateIsReturnedLate()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        await cluster.SendAllAsync(All, t);
        for (var sent = cluster.Now; sent < t + SourcesCluster.IdleTimeout; sent = cluster.Now)
        {
            await cluster.SendAllAsync(All.Skip(1), sent);
            Assert.InRange(await cluster.GetWatermarkAsync(), DateTimeOffset.MinValue, t - SourcesCluster.OutOfOrderness);
            await cluster.TickAsync(1);
        }

        await cluster.SendAllAsync(All.Skip(1), cluster.Now);
        await cluster.TickAsync();
        var watermark = cluster.Now - (SourcesCluster.Tick * 2) - SourcesCluster.OutOfOrderness;
        Assert.Equal(watermark, await cluster.GetWatermarkAsync());
        Assert.Equal("key-0", Assert.Single(await cluster.CollectAsync()).Key);

        // It comes back: with one that its session has not waited for, and one that is in time.
        var late = await cluster.SendAsync(0, "key-0", t + SourcesCluster.Tick);
        var inTime = await cluster.SendAsync(0, "key-0", watermark);
        Assert.Equal((1, 1), (late.Late, inTime.Accepted));
        var page = await cluster.Sessions.ReadLatePageAsync(SessionCursor.Beginning, 10, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(t + SourcesCluster.Tick, Assert.Single(page.Items).Timestamp);

        // And counts again: the others go on, the watermark waits for it.
        await cluster.SendAllAsync(All.Skip(1), cluster.Now);
        await cluster.TickAsync();
        Assert.Equal(watermark, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task Append_AYearAhead_IsRejectedAndMovesNothing()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        await cluster.SendAllAsync(All.Skip(1), t);

        var result = await cluster.SendAsync(0, "key-0", t.AddYears(1));
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => cluster.Sources[0].AdvanceWatermarkAsync(Watermark.At(t.AddYears(1))));
        await cluster.TickAsync();

        Assert.Equal(AppendOutcome.Rejected, Assert.Single(result.Problems).Outcome);
        Assert.Contains("ahead of the clock", result.Problems[0].Reason, StringComparison.Ordinal);
        Assert.Contains("ahead of the clock", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await cluster.CollectAsync());
        // Nor does it hold the others back.
        Assert.Equal(t - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task Declare_FiveSources_TheLeastCountsUntilItIsComplete()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        for (var source = 0; source < SourcesCluster.SourceCount; source++)
        {
            Assert.Equal(Watermark.At(t), await cluster.Sessions.AdvanceWatermarkAsync($"source-{source}", Watermark.At(t + (SourcesCluster.Tick * source))));
        }

        for (var source = 0; source < SourcesCluster.SourceCount - 1; source++)
        {
            var watermark = await cluster.Sessions.CompleteSourceAsync($"source-{source}");
            Assert.Equal(Watermark.At(t + (SourcesCluster.Tick * (source + 1))), watermark);
        }
    }
}
