namespace OrleansSessions.Server.Tests;

public sealed class SubscriberTests(SessionsCluster cluster) : IClassFixture<SessionsCluster>
{
    private const int KeyCount = 300;

    private readonly ISessionClient<int, decimal> sessions = cluster.GetSessions(TestSessions.Exclusive);
    private readonly string prefix = Keys.New();

    [Fact]
    public async Task Subscriber_SessionsClose_SeesEachOncePerId()
    {
        await CloseAllAsync();
        await CloseAllAsync();

        await cluster.Sink.WaitAsync(taken => Mine(taken).Count >= 2 * KeyCount, TestContext.Current.CancellationToken);

        var mine = Mine(cluster.Sink.Taken);
        Assert.Equal(2 * KeyCount, mine.Select(session => session.Id).Distinct().Count());
        Assert.Equal(2 * KeyCount, mine.Count);
        Assert.All(mine.GroupBy(session => session.Key), key => Assert.Equal(key.OrderBy(session => session.Start), key));
    }

    [Fact]
    public async Task Subscriber_ThatThrows_GetsTheSameSessionsAgain()
    {
        cluster.Sink.RefusedOncePrefix = prefix;

        await CloseAllAsync();

        await cluster.Sink.WaitAsync(
            taken => Mine(taken).Select(session => session.Key).Distinct().Count() == KeyCount, TestContext.Current.CancellationToken);
        Assert.Equal(KeyCount, cluster.Sink.Refused.Count);
        Assert.Equal(cluster.Sink.Refused.Order(), Mine(cluster.Sink.Taken).Select(session => session.Id).Distinct().Order());
    }

    private async Task CloseAllAsync()
    {
        await sessions.AppendAsync(
            [.. Enumerable.Range(0, KeyCount).Select(i => new SessionEvent<int>($"{prefix}{i}", i))], TestContext.Current.CancellationToken);
        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 1.25);
    }

    private List<ClosedSession<decimal>> Mine(IReadOnlyCollection<ClosedSession<decimal>> taken) =>
        [.. taken.Where(session => session.Key.StartsWith(prefix, StringComparison.Ordinal))];
}
