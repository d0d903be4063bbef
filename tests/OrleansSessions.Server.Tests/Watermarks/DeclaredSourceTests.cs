namespace OrleansSessions.Server.Tests;

public sealed class DeclaredSourceTests
{
    [Fact]
    public async Task AdvanceWatermark_OfSeveralSources_AnswersTheLeast()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        Assert.Equal(Watermark.At(begin), await events.Sessions.AdvanceWatermarkAsync("a", Watermark.At(begin)));
        Assert.Equal(Watermark.At(begin), await events.Sessions.AdvanceWatermarkAsync("b", Watermark.At(begin)));

        var later = Watermark.At(begin + FiveSources.Gap);
        Assert.Equal(Watermark.At(begin), await events.Sessions.AdvanceWatermarkAsync("a", later));
        Assert.Equal(later, await events.Sessions.AdvanceWatermarkAsync("b", Watermark.At(begin + (FiveSources.Gap * 2))));
    }

    [Fact]
    public async Task AdvanceWatermark_OfASourceThatSendsEvents_CountsInsteadOfThem()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        await events.AppendAllAsync([0], begin + TimeSpan.FromMinutes(30));
        await events.Sessions.AdvanceWatermarkAsync("source-0", Watermark.At(begin));
        await events.AppendAllAsync([0], begin + TimeSpan.FromMinutes(31));

        await events.ScanAsync();

        Assert.Equal(Watermark.At(begin), await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task CompleteSource_OfTheOneThatHoldsBack_ClosesWhatItHeld()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        await events.AppendAllAsync([0, 1], begin);
        await events.ScanAsync();
        await events.AppendAllAsync([1], begin + TimeSpan.FromMinutes(30));
        await events.ScanAsync();
        Assert.Equal(Watermark.At(begin - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());

        var watermark = await events.Sessions.CompleteSourceAsync("source-0");

        Assert.Equal(Watermark.At(begin + TimeSpan.FromMinutes(30) - FiveSources.OutOfOrderness), watermark);
        Assert.Equal(2, (await events.CollectAsync()).Count);
        await events.ScanAsync();
        Assert.Equal(watermark, await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task CompleteSource_ThenItsNextEvent_MakesItASourceAgain()
    {
        await using var events = await FiveSources.StartAsync();
        var begin = events.Clock.Now;
        await events.AppendAllAsync([0, 1], begin);
        await events.ScanAsync();
        await events.Sessions.CompleteSourceAsync("source-0");
        await events.AppendAllAsync([0], begin + TimeSpan.FromMinutes(1));
        await events.ScanAsync();

        await events.AppendAllAsync([1], begin + TimeSpan.FromMinutes(30));
        await events.ScanAsync();

        Assert.Equal(Watermark.At(begin + TimeSpan.FromMinutes(1) - FiveSources.OutOfOrderness), await events.GetWatermarkAsync());
    }

    [Fact]
    public async Task CompleteSource_ThatIsNotKnown_IsNoError()
    {
        await using var events = await FiveSources.StartAsync();

        Assert.Equal(Watermark.Beginning, await events.Sessions.CompleteSourceAsync("nobody"));
    }

    [Fact]
    public async Task AdvanceWatermark_NameIsNotValid_IsRefused()
    {
        await using var events = await FiveSources.StartAsync();
        foreach (var source in new[] { string.Empty, "\ud800", new string('a', SourceProgress.MaxNameLength + 1) })
        {
            await Assert.ThrowsAsync<ArgumentException>(() => events.Sessions.AdvanceWatermarkAsync(source, Watermark.At(events.Clock.Now)));
            await Assert.ThrowsAsync<ArgumentException>(() => events.Sessions.CompleteSourceAsync(source));
            Assert.Throws<ArgumentException>(() => events.Sessions.AsSource(source));
        }
    }
}
