namespace OrleansSessions.Server.Tests;

public sealed class SessionizerTotalsTests
{
    private static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> Name = LimitedSessions.Unlimited;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.001, 1)]
    [InlineData(1, 1)]
    [InlineData(1.001, 2)]
    [InlineData(60, 4)]
    [InlineData(86_400, 9)]
    [InlineData(86_401, 10)]
    public void FindDuration_AtAndBesideBounds_IncludesTheBound(double seconds, int group) =>
        Assert.Equal(group, SessionizerTotals.FindDuration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public async Task GetOverview_AfterClosings_HasWhatTheSiloHasCounted()
    {
        await using var silos = await SessionSilos.StartAsync(1, LimitedSessions.Configure);
        var sessions = silos.GetSessions(Name);
        await sessions.AppendAsync([new("a", 1), new("b", 1)], TestContext.Current.CancellationToken);
        await silos.Clock.AdvanceAsync(TimeSpan.FromSeconds(2));
        await sessions.AppendAsync([new("a", 2)], TestContext.Current.CancellationToken);
        await sessions.EndAsync("a");
        await sessions.EndAsync("b");
        await sessions.AppendAsync([new("open", 1)], TestContext.Current.CancellationToken);

        var overview = await sessions.GetOverviewAsync();

        var silo = Assert.Single(overview.Silos);
        var counts = silo.Counts!;
        Assert.Equal((1, 1), (overview.OpenSessions, overview.OpenKeys));
        Assert.Equal((4, 0, 0, 3), (counts.Accepted, counts.Late, counts.Rejected, counts.Opened));
        Assert.Equal(2, counts.Closed[(int)CloseReason.Ended]);
        Assert.Equal(2, counts.Closed.Sum());
        Assert.Equal((1, 1), (counts.Durations[0], counts.Durations[SessionizerTotals.FindDuration(TimeSpan.FromSeconds(2))]));
        Assert.Equal((silos.Clock.Now, null), (silo.Watermark, silo.WatermarkLag));
    }
}
