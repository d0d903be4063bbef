namespace OrleansSessions.Server.Tests;

public sealed class ClusterRestartTests
{
    [Fact]
    public async Task Restarted_WithTheSameStore_WatermarkDoesNotGoBackAndOpenSessionsGoOn()
    {
        var store = new MemorySessionStore(new MemorySessionStoreOptions());
        var watermark = Watermark.At(new DateTimeOffset(2030, 1, 1, 0, 30, 0, TimeSpan.Zero));
        var key = Keys.New();
        await using (var before = new SessionsCluster(store))
        {
            await before.InitializeAsync();
            var sessions = before.GetSessions(TestSessions.EventTime);
            await sessions.AdvanceWatermarkAsync(watermark);
            await sessions.AppendAsync([new(key, 1, watermark.Time)], TestContext.Current.CancellationToken);
        }

        await using var after = new SessionsCluster(store);
        await after.InitializeAsync();
        var restarted = after.GetSessions(TestSessions.EventTime);

        Assert.All(after.Sessionizers(restarted.Name), sessionizer => Assert.Equal(watermark, sessionizer.Watermark));
        Assert.Equal(1, Assert.Single(await restarted.GetOpenAsync(key)).Count);
        var result = await restarted.AppendAsync(
            [new(Keys.New(), 1, watermark.Time - TestSessions.Gap)], TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Late);
    }
}
