using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class InFlightTests
{
    private const string Source = "sender";

    private readonly HoldingStore store = new() { CommitParallelism = 16 };

    [Fact]
    public async Task Scan_EventIsBeingStoredOnAnotherSilo_IsNotOvertakenByItsSource()
    {
        await using var events = await FiveSources.StartAsync(store, new SessionTestClock());
        var early = events.Clock.Now;
        var late = early + TimeSpan.FromMinutes(30);
        var held = store.HoldCommitOf("early");
        var first = SendAsync(events, 0, "early", early, new SourceProgress(Source, 1, null));
        await held.WaitReachedAsync();
        Assert.Equal(1, (await SendAsync(events, 1, "late", late, new SourceProgress(Source, 2, early))).Accepted);

        // Longer than a source may be silent: one that waits for an answer is not.
        await AssertHeldBackAsync(events, early, FiveSources.IdleTimeout * 3);
        held.Release();

        Assert.Equal(1, (await first).Accepted);
        await ReportAsync(events, 2, new SourceProgress(Source, 3, null));
        await events.ScanAsync();
        Assert.Equal(Watermark.At(late - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task Scan_EventHasNotReachedItsSiloYet_IsNotOvertakenByItsSource()
    {
        await using var events = await FiveSources.StartAsync(store, new SessionTestClock());
        var early = events.Clock.Now;
        var late = early + TimeSpan.FromMinutes(30);
        await SendAsync(events, 1, "late", late, new SourceProgress(Source, 2, early));
        await AssertHeldBackAsync(events, early, FiveSources.IdleTimeout - FiveSources.ScanInterval);

        var result = await SendAsync(events, 0, "early", early, new SourceProgress(Source, 1, null));

        Assert.Equal(1, result.Accepted);
        await ReportAsync(events, 2, new SourceProgress(Source, 3, null));
        await events.ScanAsync();
        Assert.Equal(Watermark.At(late - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task Scan_ReportsOfASourceComeOutOfOrder_TheNewestCounts()
    {
        await using var events = await FiveSources.StartAsync(store, new SessionTestClock());
        var time = events.Clock.Now;
        await SendAsync(events, 0, "a", time, new SourceProgress(Source, 5, null));
        await SendAsync(events, 1, "b", time, new SourceProgress(Source, 4, time - TimeSpan.FromMinutes(5)));

        await events.ScanAsync();

        Assert.Equal(Watermark.At(time - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task Append_ClientSendsTwoBatches_TheSecondDoesNotOvertakeTheFirst()
    {
        await using var events = await FiveSources.StartAsync(store, new SessionTestClock());
        var early = events.Clock.Now;
        var late = early + TimeSpan.FromMinutes(30);
        var first = Keys.New();
        var second = Enumerable.Range(0, 100).Select(_ => Keys.New()).First(key => PartitionOf(key) != PartitionOf(first));
        var held = store.HoldCommitOf(first);
        var append = events.AppendAsync(0, early, first);
        await held.WaitReachedAsync();
        Assert.Equal(1, (await events.AppendAsync(0, late, second)).Accepted);
        await AssertHeldBackAsync(events, early, FiveSources.IdleTimeout * 3);

        held.Release();

        // The source says by itself that nothing is on its way any more; nobody waits for that.
        Assert.Equal(1, (await append).Accepted);
        while (IsHeldBackBySender(events))
        {
            await Task.Yield();
        }

        await events.ScanAsync();
        Assert.Equal(Watermark.At(late - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
    }

    private static async Task AssertHeldBackAsync(FiveSources events, DateTimeOffset least, TimeSpan time)
    {
        for (var end = events.Clock.Now + time; events.Clock.Now < end;)
        {
            await events.ScanAsync();
            Assert.True(await events.GetWatermarkAsync() <= Watermark.At(least));
        }
    }

    private static Task<AppendResult> SendAsync(
        FiveSources events, int silo, string key, DateTimeOffset time, SourceProgress progress) => events.OnSilo(silo)
        .GetGrain<ISessionIngressGrain>(FiveSources.Name.Value)
        .AppendAsync(new SessionBatch<int>([new(key, 1, time)]) { Source = progress });

    private static async Task ReportAsync(FiveSources events, int silo, SourceProgress progress) =>
        await events.OnSilo(silo).GetGrain<ISessionIngressGrain>(FiveSources.Name.Value).ReportAsync(progress);

    private static bool IsHeldBackBySender(FiveSources events) => events.Silos.Cluster.Silos
        .SelectMany(silo => SessionSilos.SessionizerOf(silo, FiveSources.Name.Value).Sources.Report(events.Clock.Now, null).Items)
        .MaxBy(report => report.Revision)
        .LeastUnacknowledged is not null;

    private int PartitionOf(string key) => new SessionKey(FiveSources.Name.Value, key).GetPartition(store.Partitions);
}
