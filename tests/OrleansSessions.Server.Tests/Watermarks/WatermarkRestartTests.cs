using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class WatermarkRestartTests
{
    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions());
    private readonly SessionTestClock clock = new();

    [Fact]
    public async Task Restart_WhenTheWatermarkHasClosedSessions_TheyStayClosed()
    {
        var t = clock.Now;
        var closed = t + SourcesCluster.Gap + SourcesCluster.Lateness;
        await using (var before = await SourcesCluster.StartAsync(store, clock))
        {
            await before.SendAllAsync([0], t);
            await before.Sources[0].AdvanceWatermarkAsync(Watermark.At(closed));
            Assert.Single(await before.CollectAsync());
        }

        await using var after = await SourcesCluster.StartAsync(store, clock);

        Assert.Equal(1, (await after.SendAsync(1, "key-0", t)).Late);
        Assert.Equal(1, (await after.SendAsync(1, "key-0", t + SourcesCluster.Gap)).Accepted);
        Assert.Equal(Watermark.At(closed), await after.Sources[2].AdvanceWatermarkAsync(Watermark.At(t)));
    }

    [Fact]
    public async Task AdvanceWatermark_AfterARestart_HasClosedEveryOpenSessionWhenItAnswers()
    {
        // More than are looked up in the store at once.
        const int KeyCount = 2_500;
        var t = clock.Now;
        await using (var before = await SourcesCluster.StartAsync(store, clock))
        {
            var result = await before.Sessions.AppendAsync(
                [.. Enumerable.Range(0, KeyCount).Select(i => new SessionEvent<int>($"{i}", 1, t))], TestContext.Current.CancellationToken);
            Assert.Equal(KeyCount, result.Accepted);
            await before.Sessions.CompleteSourceAsync();
        }

        await using var after = await SourcesCluster.StartAsync(store, clock);

        await after.Sessions.AdvanceWatermarkAsync(Watermark.At(t + SourcesCluster.Gap + SourcesCluster.Lateness));

        Assert.Equal(KeyCount, (await after.CollectAsync()).Count);
    }
}
