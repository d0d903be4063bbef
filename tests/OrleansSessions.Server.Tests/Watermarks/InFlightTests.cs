using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class InFlightTests
{
    private readonly HoldingStore store = new();

    // It must not wait behind the slow one, as a key of the same lane would.
    private readonly string fast = Enumerable.Range(0, 1_000).Select(i => $"fast-{i}")
        .First(key => AppendLanes<int>.LaneOf(key) != AppendLanes<int>.LaneOf("slow"));

    [Theory]
    [InlineData(2)]
    [InlineData(20)]
    public async Task Append_BeingStoredOnAnotherSilo_IsNotOvertakenByItsOwnSource(int ticks)
    {
        await using var cluster = await SourcesCluster.StartAsync(store, new SessionTestClock());
        var t = cluster.Now;
        var source = cluster.Sources[0];
        var silos = cluster.Silos.Cluster.Silos;
        await SessionSilos.AppendOnAsync(silos[0], source, new("before", 1, t - SourcesCluster.OutOfOrderness));
        using var held = store.HoldCommitOf("slow");
        var slow = SessionSilos.AppendOnAsync(silos[1], source, new("slow", 1, t));
        await held.WaitReachedAsync();

        var later = t + (SourcesCluster.Gap / 2);
        Assert.Equal(1, (await SessionSilos.AppendOnAsync(silos[2], source, new(fast, 1, later))).Accepted);
        for (var tick = 0; tick < ticks; tick++)
        {
            await cluster.TickAsync(1);
            Assert.InRange(await cluster.GetWatermarkAsync(), DateTimeOffset.MinValue, t);
        }

        Assert.Equal(t, await cluster.GetWatermarkAsync());
        held.Release();
        Assert.Equal(1, (await slow).Accepted);
        await cluster.WaitForQuietAsync();
        await cluster.TickAsync();
        Assert.InRange(await cluster.GetWatermarkAsync(), later - SourcesCluster.OutOfOrderness, later + SourcesCluster.Gap + SourcesCluster.Lateness);
    }
}
