namespace OrleansSessions.Server.Tests;

public sealed class SourceOnManySilosTests
{
    private const string Source = "sender";

    private static readonly IEnumerable<int> All = Enumerable.Range(0, SourcesCluster.SourceCount);

    [Fact]
    public async Task Tick_EventHasNotReachedItsSiloYet_IsNotOvertakenByItsSource()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var early = cluster.Now;
        var late = early + SourcesCluster.Gap;
        await SendAsync(cluster, 1, "late", late, new SourceProgress(Source, 2, early));
        await cluster.TickAsync();
        Assert.Equal(early, await cluster.GetWatermarkAsync());

        var result = await SendAsync(cluster, 0, "early", early, new SourceProgress(Source, 1, null));

        Assert.Equal(1, result.Accepted);
        await cluster.OnSilo(2).GetGrain<ISessionIngressGrain>(SourcesCluster.Name.Value).ReportAsync(new SourceProgress(Source, 3, null));
        await cluster.TickAsync();
        Assert.Equal(late - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task Tick_WhatASourceSaysComesOutOfOrder_TheNewestCounts()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var time = cluster.Now;
        await SendAsync(cluster, 0, "a", time, new SourceProgress(Source, 5, null));
        await SendAsync(cluster, 1, "b", time, new SourceProgress(Source, 4, time - SourcesCluster.Gap));

        await cluster.TickAsync();

        Assert.Equal(time - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task Tick_SourceHasGoneToAnotherSilo_IsNotSilent()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        await cluster.SendAllAsync(All, t);
        await SendAsync(cluster, 1, "moves", t, new SourceProgress(Source, 1, null));
        await cluster.Silos.Clock.AdvanceAsync(SourcesCluster.IdleTimeout - SourcesCluster.Tick);
        await cluster.SendAllAsync(All, cluster.Now);
        var watermark = await cluster.GetWatermarkAsync();

        // No silo has reported that yet, and the one where it is silent may be the first to report.
        await SendAsync(cluster, 2, "moves", t, new SourceProgress(Source, 2, null));
        await cluster.TickAsync(1);

        Assert.Equal(t - SourcesCluster.OutOfOrderness, watermark);
        Assert.Equal(watermark, await cluster.GetWatermarkAsync());
    }

    private static Task<AppendResult> SendAsync(
        SourcesCluster cluster, int silo, string key, DateTimeOffset time, SourceProgress progress) => cluster.OnSilo(silo)
        .GetGrain<ISessionIngressGrain>(SourcesCluster.Name.Value)
        .AppendAsync(new SessionBatch<int>([new(key, 1, time)]) { Source = progress });
}
