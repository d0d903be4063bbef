using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class AggregatorFailureTests(FailuresCluster cluster) : IClassFixture<FailuresCluster>
{
    private readonly ISessionClient<FragileEvent, int> sessions = cluster.Silos.GetSessions(FailuresCluster.Fragile);
    private readonly string key = Keys.New();
    private readonly string other = Keys.New();

    [Fact]
    public async Task CreateAccumulator_Throws_RejectsTheEventWithTheReason()
    {
        var uncreatable = cluster.Silos.GetSessions(FailuresCluster.Uncreatable);

        var result = await uncreatable.AppendAsync([new(key, 1), new(other, 2)], TestContext.Current.CancellationToken);

        Assert.Equal(2, result.Rejected);
        Assert.All(result.Problems, problem => Assert.Contains("Nothing to begin with.", problem.Reason, StringComparison.Ordinal));
        Assert.Empty(await uncreatable.GetOpenAsync(key));
    }

    [Fact]
    public async Task Add_Throws_RejectsThatEventAndKeepsTheOthers()
    {
        var t = await StartAsync();

        var result = await sessions.AppendAsync(
            [
                new(key, new(1), t),
                new(key, new(2, FragilePlace.Add), t),
                new(other, new(3, FragilePlace.Add), t),
                new(key, new(4), t),
                new(other, new(5), t),
            ],
            TestContext.Current.CancellationToken);

        Assert.Equal(3, result.Accepted);
        Assert.Equal([(1, AppendOutcome.Rejected), (2, AppendOutcome.Rejected)], result.Problems.Select(problem => (problem.Index, problem.Outcome)));
        Assert.Contains("Add met 2.", result.Problems[0].Reason, StringComparison.Ordinal);
        Assert.Equal((2, 5), await CloseAsync(t, key, CloseReason.Gap));
        Assert.Equal((1, 5), await CloseAsync(t, other, CloseReason.Gap));
    }

    [Fact]
    public async Task Merge_Throws_ClosesAsFailedWithTheErrorAndOthersGoOn()
    {
        var t = await StartAsync();
        await AppendAsync(key, new(1, FragilePlace.Merge), t);
        await AppendAsync(key, new(2), t + (FailuresCluster.Gap * 1.5));
        await AppendAsync(other, new(3), t);

        // Joins the two.
        await AppendAsync(key, new(4), t + (FailuresCluster.Gap * 0.75));

        var failed = Assert.Single(await CollectAsync(key));
        Assert.Equal(CloseReason.Failed, failed.Reason);
        Assert.Contains("Merge met", failed.Error, StringComparison.Ordinal);
        Assert.Equal((t, 3), (failed.Start, failed.Count));
        Assert.Equal((1, 3), await CloseAsync(t, other, CloseReason.Gap));
    }

    [Fact]
    public async Task GetResult_Throws_ClosesAsFailedWithTheErrorAndOthersGoOn()
    {
        var t = await StartAsync();
        await AppendAsync(key, new(1, FragilePlace.GetResult), t);
        await AppendAsync(other, new(3), t);
        var open = Assert.Single(await sessions.GetOpenAsync(key));
        Assert.Contains("GetResult met 1.", open.Error, StringComparison.Ordinal);

        Assert.Equal((1, 3), await CloseAsync(t, other, CloseReason.Gap));

        var failed = Assert.Single(await CollectAsync(key));
        Assert.Equal((CloseReason.Failed, 1L), (failed.Reason, failed.Count));
        Assert.Contains("GetResult met 1.", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GetResult_ThrewOnce_TheKeyStartsAnotherSession()
    {
        var t = await StartAsync();
        await AppendAsync(key, new(1, FragilePlace.GetResult), t);
        await sessions.AdvanceWatermarkAsync(Watermark.At(t + FailuresCluster.Gap));

        await AppendAsync(key, new(2), t + (FailuresCluster.Gap * 2));

        Assert.Equal(2, Assert.Single(await sessions.GetOpenAsync(key)).Result);
    }

    // The watermark never goes back, and the cluster is shared: each test goes on where the last one left it.
    private async Task<DateTimeOffset> StartAsync() =>
        (await sessions.AdvanceWatermarkAsync(Watermark.At(cluster.Silos.Clock.Now))).Time + FailuresCluster.Gap;

    private async Task AppendAsync(string to, FragileEvent value, DateTimeOffset time) =>
        Assert.Equal(1, (await sessions.AppendAsync([new(to, value, time)], TestContext.Current.CancellationToken)).Accepted);

    private async Task<(long Count, int Result)> CloseAsync(DateTimeOffset t, string of, CloseReason reason)
    {
        await sessions.AdvanceWatermarkAsync(Watermark.At(t + FailuresCluster.Gap));
        var closed = Assert.Single(await CollectAsync(of));
        Assert.Equal(reason, closed.Reason);
        Assert.Null(closed.Error);
        return (closed.Count, closed.Result);
    }

    private async Task<List<ClosedSession<int>>> CollectAsync(string of) =>
        [.. (await new ClosedSessionCollector<FragileEvent, int>(sessions).CollectAsync()).Where(session => session.Key == of)];
}
