using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class UnwritableTests(FailuresCluster cluster) : IClassFixture<FailuresCluster>
{
    private readonly ISessionClient<int, Unwritable> sessions = cluster.Silos.GetSessions(FailuresCluster.Unwritable);
    private readonly string key = Keys.New();
    private readonly string other = Keys.New();

    [Fact]
    public async Task Advance_ResultCanNotBeWritten_ClosesAsFailedWithTheErrorAndOthersGoOn()
    {
        var result = await sessions.AppendAsync(
            [new(key, UnwritableAggregator.Unlucky), new(other, 1)], TestContext.Current.CancellationToken);
        Assert.Equal(2, result.Accepted);

        await cluster.Silos.Clock.AdvanceAsync(FailuresCluster.Gap * 1.25);

        var closed = await new ClosedSessionCollector<int, Unwritable>(sessions).CollectAsync();
        var failed = Assert.Single(closed, session => session.Key == key);
        Assert.Equal((CloseReason.Failed, 1, default), (failed.Reason, failed.Count, failed.Result));
        Assert.Contains("-13 has no form", failed.Error, StringComparison.Ordinal);
        var good = Assert.Single(closed, session => session.Key == other);
        Assert.Equal((CloseReason.Gap, new Unwritable(1)), (good.Reason, good.Result));
    }

    [Fact]
    public async Task Append_StateCanNotBeWritten_ChangesNothing()
    {
        await AppendAsync(5);

        // As a caller without retries sees it.
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(-10));

        Assert.Contains("-5 has no form", exception.Message, StringComparison.Ordinal);
        Assert.Equal((1, new Unwritable(5)), await GetOpenAsync());
        await AppendAsync(2);
        Assert.Equal((2, new Unwritable(7)), await GetOpenAsync());
    }

    private async Task AppendAsync(int value)
    {
        var grain = cluster.Silos.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(sessions.Name, key));
        var result = await grain.AppendAsync(new SessionBatch<int>([new(key, value)]) { Stamp = new ProducerStamp(ProducerId.New(), 1) });
        Assert.Equal(1, result.Accepted);
    }

    private async Task<(long Count, Unwritable? Result)> GetOpenAsync()
    {
        var open = Assert.Single(await sessions.GetOpenAsync(key));
        return (open.Count, open.Result);
    }
}
