namespace OrleansSessions.Server.Tests;

public sealed class EndTests(LimitsCluster cluster) : IClassFixture<LimitsCluster>
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ISessionClient<int, IReadOnlyList<TimedValue<int>>> arrival = cluster.Silos.GetSessions(LimitedSessions.Ended);
    private readonly ISessionClient<int, IReadOnlyList<TimedValue<int>>> eventTime = cluster.Silos.GetSessions(LimitedSessions.EventTime);
    private readonly DateTimeOffset t = cluster.Silos.Clock.Now;
    private readonly string key = Keys.New();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task End_KeyWithoutSession_IsNoErrorAndLeavesNothing(bool isEventTime)
    {
        var sessions = isEventTime ? eventTime : arrival;

        Assert.Equal(0, await sessions.EndAsync(key));

        var stored = await cluster.Silos.Store.LoadAsync(new SessionKey(sessions.Name, key), TestContext.Current.CancellationToken);
        Assert.Equal(0, stored.Version);
    }

    [Fact]
    public async Task End_OpenSession_ClosesAndWhatFollowsStartsAnother()
    {
        await AppendAsync(arrival, new SessionEvent<int>(key, 1));

        Assert.Equal(1, await arrival.EndAsync(key));
        await AppendAsync(arrival, new SessionEvent<int>(key, 2));

        var closed = Assert.Single(await LimitsCluster.CollectAsync(arrival, key));
        Assert.Equal(CloseReason.Ended, closed.Reason);
        Assert.Equal([1], closed.Values);
        // At the same instant of the clock: time in a key goes on, so that nothing is late and sessions do not overlap.
        Assert.Equal(closed.Session.LastEvent.AddTicks(1), Assert.Single(await arrival.GetOpenAsync(key)).Start);
    }

    [Fact]
    public async Task End_AtAnInstant_ClosesWhatStartsAtOrBeforeItAndWhatComesThenForThatIsLate()
    {
        var at = t + (LimitedSessions.Gap * 2);
        await AppendAsync(eventTime, new(key, 1, t), new(key, 2, at), new(key, 3, at + (LimitedSessions.Gap * 2)));

        Assert.Equal(2, await eventTime.EndAsync(key, at));

        Assert.Equal([1, 2], (await LimitsCluster.CollectAsync(eventTime, key)).Select(item => Assert.Single(item.Values)));
        var result = await eventTime.AppendAsync(
            [new(key, 4, t), new(key, 5, at), new(key, 6, at.AddTicks(1))], TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Accepted);
        Assert.Equal([(0, AppendOutcome.Late), (1, AppendOutcome.Late)], result.Problems.Select(problem => (problem.Index, problem.Outcome)));
    }

    [Fact]
    public async Task End_AheadOfTheClock_IsRefusedAndClosesNothing()
    {
        await AppendAsync(arrival, new SessionEvent<int>(key, 1));
        await AppendAsync(eventTime, new SessionEvent<int>(key, 1, t));

        var early = await Assert.ThrowsAsync<ArgumentException>(() => arrival.EndAsync(key, t + Second));
        var wrong = await Assert.ThrowsAsync<ArgumentException>(() => eventTime.EndAsync(key, t.AddYears(1)));

        Assert.Contains("ahead of the clock", early.Message, StringComparison.Ordinal);
        Assert.Contains("ahead of the clock", wrong.Message, StringComparison.Ordinal);
        Assert.Single(await arrival.GetOpenAsync(key));
        Assert.Single(await eventTime.GetOpenAsync(key));
    }

    [Fact]
    public async Task EndWhen_EventOfABatch_ClosesWithItAndTheRestStartsAnother()
    {
        await AppendAsync(arrival, new(key, 1), new(key, 0), new(key, 2));

        var closed = Assert.Single(await LimitsCluster.CollectAsync(arrival, key));
        Assert.Equal(CloseReason.Ended, closed.Reason);
        Assert.Equal([0, 1], closed.Values.Order());
        Assert.Equal(2, Assert.Single(Assert.Single(await arrival.GetOpenAsync(key)).Result!).Value);
    }

    [Fact]
    public async Task EndWhen_OnEventTime_WhatArrivesLaterForBeforeItIsLate()
    {
        await AppendAsync(eventTime, new(key, 1, t), new(key, 0, t + Second));

        var result = await eventTime.AppendAsync(
            [new(key, 2, t + Second), new(key, 3, t + Second + Second)], TestContext.Current.CancellationToken);

        Assert.Equal(0, Assert.Single(result.Problems).Index);
        Assert.Equal(1, result.Late);
        var closed = Assert.Single(await LimitsCluster.CollectAsync(eventTime, key));
        Assert.Equal([1, 0], closed.Values);
    }

    [Fact]
    public async Task EndWhen_PredicateThrows_RejectsThatEventAndKeepsTheOthers()
    {
        var result = await arrival.AppendAsync([new(key, 1), new(key, -7), new(key, 2)], TestContext.Current.CancellationToken);

        Assert.Equal(2, result.Accepted);
        var problem = Assert.Single(result.Problems);
        Assert.Equal((1, AppendOutcome.Rejected), (problem.Index, problem.Outcome));
        Assert.Contains("What is -7?", problem.Reason, StringComparison.Ordinal);
        Assert.Equal(2, Assert.Single(await arrival.GetOpenAsync(key)).Count);
    }

    private static async Task AppendAsync(
        ISessionClient<int, IReadOnlyList<TimedValue<int>>> sessions, params SessionEvent<int>[] events)
    {
        var result = await sessions.AppendAsync(events, TestContext.Current.CancellationToken);
        Assert.Equal(events.Length, result.Accepted);
    }
}
