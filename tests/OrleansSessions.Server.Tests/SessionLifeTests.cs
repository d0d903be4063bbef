using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class SessionLifeTests(SessionsCluster cluster) : IClassFixture<SessionsCluster>
{
    private readonly ISessionClient<int, decimal> sessions = cluster.GetSessions(TestSessions.Exclusive);
    private readonly string key = Keys.New();

    [Fact]
    public async Task Append_FirstEvent_OpensSession()
    {
        var result = await AppendAsync(3);

        Assert.Equal(1, result.Accepted);
        Assert.Empty(result.Problems);
        var open = Assert.Single(await sessions.GetOpenAsync(key));
        Assert.Equal(cluster.Clock.Now, open.Start);
        Assert.Equal(cluster.Clock.Now, open.LastEvent);
        Assert.Equal(cluster.Clock.Now + TestSessions.Gap, open.End);
        Assert.Equal(1, open.Count);
        Assert.Equal(3, open.Result);
    }

    [Fact]
    public async Task Append_WithinGap_ExtendsSession()
    {
        var start = cluster.Clock.Now;
        await AppendAsync(3);
        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 0.9);

        await AppendAsync(4);

        var open = Assert.Single(await sessions.GetOpenAsync(key));
        Assert.Equal(start, open.Start);
        Assert.Equal(cluster.Clock.Now, open.LastEvent);
        Assert.Equal(cluster.Clock.Now + TestSessions.Gap, open.End);
        Assert.Equal(2, open.Count);
        Assert.Equal(7, open.Result);
    }

    [Fact]
    public async Task Advance_PastGap_ClosesSession()
    {
        var start = cluster.Clock.Now;
        await AppendAsync(3, 4);

        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 1.25);

        var closed = Assert.Single(await CollectAsync());
        Assert.Equal(SessionId.Create(sessions.Name, key, start, 0), closed.Id);
        Assert.Equal(sessions.Name, closed.Sessionizer);
        Assert.Equal(start, closed.Start);
        Assert.Equal(start, closed.LastEvent);
        Assert.Equal(start + TestSessions.Gap, closed.End);
        Assert.Equal(2, closed.Count);
        Assert.Equal(7, closed.Result);
        Assert.Equal(CloseReason.Gap, closed.Reason);
        Assert.Empty(await sessions.GetOpenAsync(key));
    }

    [Fact]
    public async Task Append_AfterGap_StartsSeparateSession()
    {
        await AppendAsync(1);
        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 2);
        await AppendAsync(2);
        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 2);

        var closed = await CollectAsync();

        Assert.Equal([1, 2], closed.Select(session => session.Result));
        Assert.True(closed[0].End <= closed[1].Start);
    }

    [Fact]
    public async Task Append_ManyKeysAtOnce_OneSessionEach()
    {
        const int KeyCount = 2_000;
        var keys = Enumerable.Range(0, KeyCount).Select(i => $"{key}-{i}").ToList();

        var result = await sessions.AppendAsync(
            [.. keys.SelectMany((name, i) => new SessionEvent<int>[] { new(name, i), new(name, 1) })],
            TestContext.Current.CancellationToken);
        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 1.25);

        Assert.Equal(2 * KeyCount, result.Accepted);
        var closed = (await CollectAllAsync()).Where(session => session.Key.StartsWith(key, StringComparison.Ordinal)).ToList();
        Assert.Equal(keys.Order(StringComparer.Ordinal), closed.Select(session => session.Key).Order(StringComparer.Ordinal));
        Assert.All(closed, session => Assert.Equal(int.Parse(session.Key[(key.Length + 1)..]) + 1, session.Result));
    }

    [Fact]
    public async Task Append_DueButNotYetScanned_StartsNewSession()
    {
        await cluster.MoveBetweenScansAsync();
        await AppendAsync(1);
        var start = cluster.Clock.Now;

        // Now it is due, exactly, and the next scan is some seconds away.
        await cluster.Clock.AdvanceAsync(TestSessions.Gap);
        await AppendAsync(2);

        var open = Assert.Single(await sessions.GetOpenAsync(key));
        Assert.Equal(start + TestSessions.Gap, open.Start);
        Assert.Equal(1, open.Count);
        var closed = Assert.Single(await CollectAsync());
        Assert.Equal(start + TestSessions.Gap, closed.End);
        Assert.Equal(1, closed.Count);
    }

    [Fact]
    public async Task Advance_PastTail_LeavesNothingBehind()
    {
        await AppendAsync(1);

        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 3);

        var stored = await cluster.Store.LoadAsync(new SessionKey(sessions.Name, key), TestContext.Current.CancellationToken);
        Assert.Equal(0, stored.Version);
        Assert.All(cluster.Sessionizers(sessions.Name), sessionizer => Assert.Equal(0, sessionizer.Keys.Count));
        Assert.All(cluster.Sessionizers(sessions.Name), sessionizer => Assert.Equal(0, sessionizer.Keys.IndexCount));
    }

    private Task<AppendResult> AppendAsync(params int[] values) => sessions.AppendAsync(
        [.. values.Select(value => new SessionEvent<int>(key, value))], TestContext.Current.CancellationToken);

    private async Task<IReadOnlyList<ClosedSession<decimal>>> CollectAllAsync() =>
        await new ClosedSessionCollector<int, decimal>(sessions).CollectAsync();

    private async Task<List<ClosedSession<decimal>>> CollectAsync() =>
        [.. (await CollectAllAsync()).Where(session => session.Key == key)];
}
