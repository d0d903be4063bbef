namespace OrleansSessions.Server.Tests;

public sealed class WatermarkClosingDelayTests
{
    private const int KeyCount = 300;

    [Fact]
    public async Task Tick_SourcesHavePassedTheEnd_EverySiloHasClosedAfterTwo()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        var keys = Enumerable.Range(0, KeyCount).Select(i => $"{i}").ToList();
        await cluster.Sources[0].AppendAsync([.. keys.Select(key => new SessionEvent<int>(key, 1, t))], TestContext.Current.CancellationToken);
        await cluster.SendAllAsync(Enumerable.Range(1, SourcesCluster.SourceCount - 1), t);
        await cluster.TickAsync();
        Assert.Empty(await cluster.CollectAsync());

        var passed = t + SourcesCluster.Gap + SourcesCluster.Lateness + SourcesCluster.OutOfOrderness;
        for (var source = 0; source < SourcesCluster.SourceCount; source++)
        {
            await cluster.SendAsync(source, "later", passed);
        }

        await cluster.TickAsync(2);

        Assert.Equal(
            keys.Order(StringComparer.Ordinal),
            (await cluster.CollectAsync()).Select(session => session.Key).Where(keys.Contains).Order(StringComparer.Ordinal));
    }
}
