using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class SilenceTests
{
    private static readonly TimeSpan Silence = TimeSpan.FromHours(3);

    private static readonly IEnumerable<int> All = Enumerable.Range(0, SourcesCluster.SourceCount);

    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions());
    private readonly SessionTestClock clock = new();

    [Fact]
    public async Task Silence_NoFurtherEvent_TheLastSessionClosesAndTheWatermarkStopsThere()
    {
        await using var cluster = await SourcesCluster.StartAsync(store, clock);
        var t = cluster.Now;
        await cluster.SendAllAsync(All.Skip(1), t - SourcesCluster.OutOfOrderness);
        await cluster.SendAllAsync([0], t);
        var close = t + SourcesCluster.Gap + SourcesCluster.Lateness;

        while (cluster.Now < t + Silence)
        {
            await cluster.TickAsync(1);
            Assert.InRange(await cluster.GetWatermarkAsync(), DateTimeOffset.MinValue, close);
        }

        Assert.Equal(close, await cluster.GetWatermarkAsync());
        Assert.Equal(All.Select(i => $"key-{i}"), (await cluster.CollectAsync()).Select(session => session.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Silence_OneGapAndMore_TheBacklogIsNotLate()
    {
        await using var cluster = await SourcesCluster.StartAsync(store, clock);
        var t = cluster.Now;
        await cluster.SendAllAsync(All, t);
        await clock.AdvanceAsync(Silence);

        await SendBacklogAsync(cluster, t + SourcesCluster.Gap + SourcesCluster.Lateness, t + Silence);
    }

    [Fact]
    public async Task Silence_SourcesReturnOneAfterTheOther_TheFirstDoesNotMakeTheOthersLate()
    {
        await using var cluster = await SourcesCluster.StartAsync(store, clock);
        var t = cluster.Now;
        foreach (var source in All)
        {
            // Not all at one instant fall silent either.
            await cluster.SendAllAsync([source], t);
            await cluster.TickAsync(1);
        }

        await clock.AdvanceAsync(Silence);
        var closed = t + SourcesCluster.Gap + SourcesCluster.Lateness;
        Assert.Equal(closed, await cluster.GetWatermarkAsync());

        foreach (var source in All)
        {
            await SendBacklogAsync(cluster, closed, t + Silence, [source]);
            await cluster.TickAsync(1);
        }

        await cluster.TickAsync();
        Assert.Equal(t + Silence - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task Silence_WithinAGap_WhatComesTooLateIsReturnedAndTheRestCounts()
    {
        await using var cluster = await SourcesCluster.StartAsync(store, clock);
        var t = cluster.Now;
        await cluster.SendAllAsync(All, t);
        await clock.AdvanceAsync(Silence);

        // The session that this belongs to has closed, so that it closed at all: only now would anyone know that it was too soon.
        var early = await cluster.SendAsync(0, "key-0", t + SourcesCluster.OutOfOrderness);

        Assert.Equal(1, early.Late);
        var page = await cluster.Sessions.ReadLatePageAsync(SessionCursor.Beginning, 10, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(t + SourcesCluster.OutOfOrderness, Assert.Single(page.Items).Timestamp);
        await SendBacklogAsync(cluster, t + SourcesCluster.Gap + SourcesCluster.Lateness, t + Silence);
    }

    [Fact]
    public async Task Restart_AfterHoursWithoutACluster_TheWatermarkIsWhereItWasAndTheBacklogIsNotLate()
    {
        var t = clock.Now;
        DateTimeOffset watermark;
        await using (var before = await SourcesCluster.StartAsync(store, clock))
        {
            await before.SendAllAsync(All, t);
            await before.TickAsync();
            watermark = await before.GetWatermarkAsync();
            Assert.Equal(t - SourcesCluster.OutOfOrderness, watermark);
        }

        await clock.AdvanceAsync(Silence);
        await using var after = await SourcesCluster.StartAsync(store, clock);
        Assert.Equal(watermark, await after.GetWatermarkAsync());

        // Four go on far ahead: the fifth, that has not come back yet, still counts.
        await SendBacklogAsync(after, t + SourcesCluster.OutOfOrderness, t + Silence, All.Skip(1));
        await after.TickAsync();
        Assert.Equal(watermark, await after.GetWatermarkAsync());

        await SendBacklogAsync(after, t + SourcesCluster.OutOfOrderness, t + Silence, [0]);
        await after.TickAsync();
        Assert.Equal(t + Silence - SourcesCluster.OutOfOrderness, await after.GetWatermarkAsync());
    }

    private static Task SendBacklogAsync(SourcesCluster cluster, DateTimeOffset from, DateTimeOffset to) =>
        SendBacklogAsync(cluster, from, to, All);

    // Each source on its own, as fast as it can, one wholly after the other.
    private static async Task SendBacklogAsync(SourcesCluster cluster, DateTimeOffset from, DateTimeOffset to, IEnumerable<int> sources)
    {
        foreach (var source in sources)
        {
            for (var time = from; time < to; time += SourcesCluster.Gap * 0.7)
            {
                await cluster.SendAllAsync([source], time);
            }

            await cluster.SendAllAsync([source], to);
        }
    }
}
