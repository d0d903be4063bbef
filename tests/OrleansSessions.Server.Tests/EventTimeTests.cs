using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class EventTimeTests(SessionsCluster cluster) : IClassFixture<SessionsCluster>
{
    private readonly ISessionClient<int, decimal> sessions = cluster.GetSessions(TestSessions.EventTime);
    private readonly string key = Keys.New();

    [Fact]
    public async Task AdvanceWatermark_PastEnd_HasClosedWhenItAnswers()
    {
        var t = await StartAsync();
        await AppendAsync(1, t);

        var watermark = await sessions.AdvanceWatermarkAsync(Watermark.At(t + TestSessions.Gap));

        Assert.Equal(Watermark.At(t + TestSessions.Gap), watermark);
        Assert.Equal(1, Assert.Single(await CollectAsync()).Count);
    }

    [Fact]
    public async Task AdvanceWatermark_OneTickBeforeEnd_ClosesNothing()
    {
        var t = await StartAsync();
        await AppendAsync(1, t);

        await sessions.AdvanceWatermarkAsync(Watermark.At(t + TestSessions.Gap - TimeSpan.FromTicks(1)));

        Assert.Empty(await CollectAsync());
        Assert.Single(await sessions.GetOpenAsync(key));
    }

    [Fact]
    public async Task Append_OutOfOrder_MergesIntoOneSession()
    {
        var t = await StartAsync();
        await AppendAsync(1, t);
        await AppendAsync(2, t + (TestSessions.Gap * 1.5));

        await AppendAsync(4, t + (TestSessions.Gap * 0.75));

        var open = Assert.Single(await sessions.GetOpenAsync(key));
        Assert.Equal(3, open.Count);
        Assert.Equal(7, open.Result);
        Assert.Equal(t, open.Start);
    }

    [Fact]
    public async Task Append_AfterItsSessionClosed_IsLateAndOnTheLateLog()
    {
        var t = await StartAsync();
        await AppendAsync(1, t);
        await sessions.AdvanceWatermarkAsync(Watermark.At(t + TestSessions.Gap));

        var result = await AppendAsync(2, t + TimeSpan.FromSeconds(1));

        Assert.Equal(0, result.Accepted);
        Assert.Equal(AppendOutcome.Late, Assert.Single(result.Problems).Outcome);
        var page = await sessions.ReadLatePageAsync(
            SessionCursor.Beginning, 1_000, cancellationToken: TestContext.Current.CancellationToken);
        var late = Assert.Single(page.Items, item => item.Key == key);
        Assert.Equal(2, late.Value);
        Assert.Equal(t + TimeSpan.FromSeconds(1), late.Timestamp);
        Assert.Equal(t + TestSessions.Gap, late.Watermark);
        Assert.Equal(1, Assert.Single(await CollectAsync()).Count);
    }

    [Fact]
    public async Task Append_LateForAKeyWithoutSessions_IsRememberedAsLongAsItsProducer()
    {
        var t = await StartAsync();
        await sessions.AdvanceWatermarkAsync(Watermark.At(t + TestSessions.Gap));

        var result = await AppendAsync(1, t);

        Assert.Equal(1, result.Late);
        Assert.NotEqual(0, await LoadVersionAsync());
        await sessions.AdvanceWatermarkAsync(Watermark.At(t + (TestSessions.Gap * 2)));
        Assert.Equal(0, await LoadVersionAsync());
    }

    [Fact]
    public async Task Append_WithoutTimestamp_IsRejected()
    {
        var result = await sessions.AppendAsync([new(key, 1)], TestContext.Current.CancellationToken);

        var problem = Assert.Single(result.Problems);
        Assert.Equal(AppendOutcome.Rejected, problem.Outcome);
        Assert.Contains("no timestamp", problem.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AdvanceWatermark_Backwards_ChangesNothing()
    {
        var t = await StartAsync();
        await sessions.AdvanceWatermarkAsync(Watermark.At(t));

        Assert.Equal(Watermark.At(t), await sessions.AdvanceWatermarkAsync(Watermark.At(t - TimeSpan.FromDays(1))));
    }

    [Fact]
    public async Task AdvanceWatermark_OnTheArrivalClock_IsRefused()
    {
        var arrival = cluster.GetSessions(TestSessions.Exclusive);

        var exception = await Assert.ThrowsAsync<SessionException>(() => arrival.AdvanceWatermarkAsync(Watermark.At(cluster.Clock.Now)));

        Assert.Contains("Arrival", exception.Message, StringComparison.Ordinal);
    }

    // The watermark never goes back, and the cluster is shared: each test goes on where the last one left it.
    private async Task<DateTimeOffset> StartAsync()
    {
        var present = await sessions.AdvanceWatermarkAsync(Watermark.At(cluster.Clock.Now));
        return present.Time + TestSessions.Gap;
    }

    private Task<AppendResult> AppendAsync(int value, DateTimeOffset time) =>
        sessions.AppendAsync([new(key, value, time)], TestContext.Current.CancellationToken);

    private async Task<List<ClosedSession<decimal>>> CollectAsync() =>
        [.. (await new ClosedSessionCollector<int, decimal>(sessions).CollectAsync()).Where(session => session.Key == key)];

    private async Task<long> LoadVersionAsync() =>
        (await cluster.Store.LoadAsync(new SessionKey(sessions.Name, key), TestContext.Current.CancellationToken)).Version;
}
