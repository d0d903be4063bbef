using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class WatermarkRestartTests
{
    private static readonly int[] All = [0, 1, 2, 3, 4];

    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions());
    private readonly SessionTestClock clock = new();

    [Fact]
    public async Task Restart_OfTheWholeCluster_TheWatermarkNeitherGoesBackNorOvertakesASource()
    {
        var begin = clock.Now;
        await using (var before = await FiveSources.StartAsync(store, clock))
        {
            await before.AppendAllAsync(All, begin);
            await before.ScanAsync();
        }

        await using var after = await FiveSources.StartAsync(store, clock);
        var watermark = Watermark.At(begin - FiveSources.OutOfOrderness);
        Assert.Equal(watermark, await after.GetWatermarkAsync());

        // The others are waited for as if they had just fallen silent.
        await after.AppendAllAsync([0], begin + TimeSpan.FromMinutes(20));
        await after.ScanAsync();
        Assert.Equal(watermark, await after.GetWatermarkAsync());

        var appended = begin + TimeSpan.FromMinutes(1);
        await after.AppendAllAsync([1, 2, 3, 4], appended);
        await after.ScanAsync();
        Assert.Equal(Watermark.At(appended - FiveSources.OutOfOrderness), await after.GetWatermarkAsync());
    }

    [Fact]
    public async Task Restart_WhenTheWatermarkHasClosedSessions_TheyStayClosed()
    {
        var begin = clock.Now;
        await using (var before = await FiveSources.StartAsync(store, clock))
        {
            await before.AppendAllAsync([0], begin);
            await before.Sessions.AdvanceWatermarkAsync("source-0", Watermark.At(begin + FiveSources.Gap));
            Assert.Single(await before.CollectAsync());
        }

        await using var after = await FiveSources.StartAsync(store, clock);

        Assert.Equal(1, (await after.AppendAsync(1, begin)).Late);
        Assert.Equal(1, (await after.AppendAsync(1, begin + FiveSources.Gap)).Accepted);
        Assert.Equal(Watermark.At(begin + FiveSources.Gap), await after.Sessions.AdvanceWatermarkAsync("source-2", Watermark.At(begin)));
    }

    [Fact]
    public async Task AdvanceWatermark_AfterARestart_HasClosedEveryOpenSessionWhenItAnswers()
    {
        // More than are looked up in the store at once.
        const int KeyCount = 2_500;
        var begin = clock.Now;
        await using (var before = await FiveSources.StartAsync(store, clock))
        {
            var result = await before.Sessions.AppendAsync(
                [.. Enumerable.Range(0, KeyCount).Select(i => new SessionEvent<int>($"{i}", 1, begin))], TestContext.Current.CancellationToken);
            Assert.Equal(KeyCount, result.Accepted);
            await before.Sessions.CompleteSourceAsync();
        }

        await using var after = await FiveSources.StartAsync(store, clock);

        await after.Sessions.AdvanceWatermarkAsync(Watermark.At(begin + FiveSources.Gap));

        Assert.Equal(KeyCount, (await after.CollectAsync()).Count);
    }
}
