namespace OrleansSessions.Server.Tests;

public sealed class LimitTests(LimitsCluster cluster) : IClassFixture<LimitsCluster>
{
    private readonly string key = Keys.New();

    [Fact]
    public async Task Append_MaxEventsReached_ClosesAtOnceAndTheNextEventStartsAnother()
    {
        var sessions = cluster.Silos.GetSessions(LimitedSessions.Events);

        await AppendAsync(sessions, 1, 2, 3, 4);

        var closed = Assert.Single(await LimitsCluster.CollectAsync(sessions, key));
        Assert.Equal(CloseReason.MaxEvents, closed.Reason);
        Assert.Equal([1, 2, 3], closed.Values);
        Assert.Equal(4, Assert.Single(Assert.Single(await sessions.GetOpenAsync(key)).Result!).Value);
    }

    [Fact]
    public async Task Append_PastMaxDuration_StartsAnotherAndTheFirstHasClosed()
    {
        var sessions = cluster.Silos.GetSessions(LimitedSessions.Duration);
        var start = cluster.Silos.Clock.Now;
        for (var value = 1; value <= 4; value++)
        {
            await AppendAsync(sessions, value);
            await cluster.Silos.Clock.AdvanceAsync(LimitedSessions.Gap / 2);
        }

        // At 0, 20 and 40 seconds; the one at 60 is at the end of what the session may last.
        var closed = Assert.Single(await LimitsCluster.CollectAsync(sessions, key));
        Assert.Equal(CloseReason.MaxDuration, closed.Reason);
        Assert.Equal([1, 2, 3], closed.Values);
        Assert.Equal(start + (LimitedSessions.Gap * 1.5), closed.Session.End);
        Assert.Equal(closed.Session.End, Assert.Single(await sessions.GetOpenAsync(key)).Start);
    }

    [Fact]
    public async Task Advance_PastMaxDurationWithoutAnotherEvent_Closes()
    {
        var sessions = cluster.Silos.GetSessions(LimitedSessions.Duration);
        await AppendAsync(sessions, 1);
        await cluster.Silos.Clock.AdvanceAsync(LimitedSessions.Gap * 0.9);
        await AppendAsync(sessions, 2);

        await cluster.Silos.Clock.AdvanceAsync(LimitedSessions.Gap * 0.85);

        var closed = Assert.Single(await LimitsCluster.CollectAsync(sessions, key));
        Assert.Equal(CloseReason.MaxDuration, closed.Reason);
        Assert.Equal([1, 2], closed.Values);
    }

    [Fact]
    public async Task Append_MaxStateBytesReached_ClosesWithTheBatchAndTheNextStartsAnother()
    {
        var sessions = cluster.Silos.GetSessions(LimitedSessions.State);
        var batches = 0;
        while ((await LimitsCluster.CollectAsync(sessions, key)).Count == 0)
        {
            Assert.InRange(batches, 0, 100);
            await AppendAsync(sessions, ++batches);
        }

        await AppendAsync(sessions, 0);

        var closed = Assert.Single(await LimitsCluster.CollectAsync(sessions, key));
        Assert.Equal(CloseReason.MaxState, closed.Reason);
        Assert.InRange(batches, 2, 100);
        Assert.Equal(Enumerable.Range(1, batches), closed.Values);
        Assert.Equal(0, Assert.Single(Assert.Single(await sessions.GetOpenAsync(key)).Result!).Value);
    }

    [Fact]
    public async Task Append_ManySessionsAtOneInstant_HaveIdsOfTheirOwn()
    {
        var sessions = cluster.Silos.GetSessions(LimitedSessions.Events);

        await AppendAsync(sessions, 1, 2, 3, 4, 5, 6);
        await AppendAsync(sessions, 7, 8, 9);

        var closed = await LimitsCluster.CollectAsync(sessions, key);
        Assert.Equal(3, closed.Count);
        Assert.Equal(3, closed.DistinctBy(item => item.Session.Id).Count());
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9], closed.SelectMany(item => item.Values));
    }

    private async Task AppendAsync(ISessionClient<int, IReadOnlyList<TimedValue<int>>> sessions, params int[] values)
    {
        var result = await sessions.AppendAsync(
            [.. values.Select(value => new SessionEvent<int>(key, value))], TestContext.Current.CancellationToken);
        Assert.Equal(values.Length, result.Accepted);
    }
}
