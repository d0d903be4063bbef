using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class SessionLifeTests(SessionsCluster cluster) : IClassFixture<SessionsCluster>
{
    private readonly ISessionClient<int, decimal> sessions = cluster.GetSessions(TestSessions.Exclusive);

    [Fact]
    public async Task Append_FirstEvent_OpensSession()
    {
        var key = NewKey();

        var result = await sessions.AppendAsync([new(key, 3)], TestContext.Current.CancellationToken);

        Assert.Equal(1, result.Accepted);
        Assert.Empty(result.Problems);
        var open = Assert.Single(await sessions.GetOpenAsync(key));
        Assert.Equal(cluster.Clock.Now, open.Start);
        Assert.Equal(cluster.Clock.Now + TestSessions.Gap, open.End);
        Assert.Equal(1, open.Count);
        Assert.Equal(3, open.Result);
    }

    [Fact]
    public async Task Advance_PastGap_ClosesSession()
    {
        var key = NewKey();
        var start = cluster.Clock.Now;
        await sessions.AppendAsync([new(key, 3), new(key, 4)], TestContext.Current.CancellationToken);

        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 1.25);

        var collector = new ClosedSessionCollector<int, decimal>(sessions);
        await collector.CollectAsync();
        var closed = Assert.Single(collector.All, session => session.Key == key);
        Assert.Equal(start, closed.Start);
        Assert.Equal(start, closed.LastEvent);
        Assert.Equal(start + TestSessions.Gap, closed.End);
        Assert.Equal(2, closed.Count);
        Assert.Equal(7, closed.Result);
        Assert.Equal(CloseReason.Gap, closed.Reason);
        Assert.Empty(await sessions.GetOpenAsync(key));
    }

    private static string NewKey() => Guid.NewGuid().ToString("N");
}
