using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class OldDeadlineTests
{
    private static readonly TimeSpan Lateness = TimeSpan.FromMinutes(10);

    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions());
    private readonly SessionTestClock clock = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Recover_DeadlineIsOlderThanTheOptions_FindsTheKeyOnceAndClosesItWhenItIsDue(bool isReadBefore)
    {
        var t = clock.Now;
        await using (var before = await SourcesCluster.StartAsync(store, clock, options => options.AllowedLateness = TimeSpan.Zero))
        {
            await before.SendAllAsync([0], t);
        }

        await using var after = await SourcesCluster.StartAsync(store, clock, options => options.AllowedLateness = Lateness);
        if (isReadBefore)
        {
            Assert.Single(await after.Sessions.GetOpenAsync("key-0"));
        }

        var end = t + SourcesCluster.Gap;
        await after.Sources[0].AdvanceWatermarkAsync(Watermark.At(end));

        Assert.Empty(await after.CollectAsync());
        Assert.Empty(await store.ReadDueAsync(SourcesCluster.Name.Value, Watermark.At(end), 10, TestContext.Current.CancellationToken));
        await after.Sources[0].AdvanceWatermarkAsync(Watermark.At(end + Lateness));
        Assert.Single(await after.CollectAsync());
    }
}
