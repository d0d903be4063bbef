namespace OrleansSessions.Server.Tests;

public sealed class DeclaredSourceTests
{
    private static readonly TimeSpan Far = SourcesCluster.Gap * 2;

    [Fact]
    public async Task AdvanceWatermark_OfASourceThatSendsEvents_CountsInsteadOfThem()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        await cluster.SendAllAsync([0], t + SourcesCluster.Gap);
        await cluster.Sources[0].AdvanceWatermarkAsync(Watermark.At(t));
        await cluster.SendAllAsync([0], t + Far);

        await cluster.TickAsync();

        Assert.Equal(t, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task CompleteSource_OfTheOneThatHoldsBack_HasClosedWhatItHeldWhenItAnswers()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        await cluster.SendAllAsync([0, 1], t);
        await cluster.TickAsync();
        await cluster.SendAllAsync([1], t + Far);
        await cluster.TickAsync();
        Assert.Equal(t - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());

        var watermark = await cluster.Sources[0].CompleteSourceAsync();

        Assert.Equal(Watermark.At(t + Far - SourcesCluster.OutOfOrderness), watermark);
        Assert.Equal(2, (await cluster.CollectAsync()).Count);
        await cluster.TickAsync();
        Assert.Equal(watermark.Time, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task CompleteSource_ThenItsNextEvent_MakesItASourceAgain()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var t = cluster.Now;
        await cluster.SendAllAsync([0, 1], t);
        await cluster.TickAsync();
        await cluster.Sources[0].CompleteSourceAsync();
        await cluster.SendAllAsync([0], t + TimeSpan.FromMinutes(1));
        await cluster.TickAsync();

        await cluster.SendAllAsync([1], t + Far);
        await cluster.TickAsync();

        Assert.Equal(t + TimeSpan.FromMinutes(1) - SourcesCluster.OutOfOrderness, await cluster.GetWatermarkAsync());
    }

    [Fact]
    public async Task CompleteSource_ThatIsNotKnown_IsNoError()
    {
        await using var cluster = await SourcesCluster.StartAsync();

        Assert.Equal(Watermark.Beginning, await cluster.Sessions.CompleteSourceAsync("nobody"));
    }

    [Fact]
    public async Task AdvanceWatermark_NameIsNotValid_IsRefused()
    {
        await using var cluster = await SourcesCluster.StartAsync();
        var watermark = Watermark.At(cluster.Now);
        foreach (var source in new[] { string.Empty, "\ud800", new string('a', SourceProgress.MaxNameLength + 1) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => cluster.Sessions.AdvanceWatermarkAsync(source, watermark));
            await Assert.ThrowsAsync<ArgumentException>(() => cluster.Sessions.CompleteSourceAsync(source));
            Assert.Throws<ArgumentException>(() => cluster.Sessions.AsSource(source));
        }
    }
}
