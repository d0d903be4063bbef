using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class RetryTests(ProducersCluster cluster) : IClassFixture<ProducersCluster>
{
    private readonly ISessionClient<int, decimal> sessions = cluster.Silos.GetSessions(ProducersCluster.Name);
    private readonly ProducerId producer = ProducerId.New();
    private readonly string key = Keys.New();

    [Fact]
    public async Task Append_AgainAfterTheSessionClosed_IsADuplicateAndOpensNothing()
    {
        await AppendAsync(null, producer, 1);
        await cluster.Silos.Clock.AdvanceAsync(ProducersCluster.Gap * 2);

        await AppendAsync(AppendOutcome.Duplicate, producer, 1);

        Assert.Equal(1, Assert.Single(await CollectAsync()).Count);
        Assert.Empty(await sessions.GetOpenAsync(key));
    }

    [Fact]
    public async Task Append_AgainAfterTheEventEndedItsSession_IsADuplicate()
    {
        await AppendAsync(null, producer, 1);
        await sessions.EndAsync(key);

        await AppendAsync(AppendOutcome.Duplicate, producer, 1);
        await AppendAsync(null, producer, 2);

        Assert.Equal(1, Assert.Single(await CollectAsync()).Count);
        Assert.Equal(1, Assert.Single(await sessions.GetOpenAsync(key)).Count);
    }

    [Fact]
    public async Task Append_AgainAfterTheActivationWent_IsADuplicate()
    {
        await AppendAsync(null, producer, 1);
        await cluster.Silos.Cluster.DeactivateAsync(
            cluster.Silos.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(sessions.Name, key)));

        await AppendAsync(AppendOutcome.Duplicate, producer, 1);

        Assert.Equal(1, Assert.Single(await sessions.GetOpenAsync(key)).Count);
    }

    [Fact]
    public async Task Append_BetweenThoseOfOthers_IsRecognisedByItsOwnSequence()
    {
        var other = ProducerId.New();
        await AppendAsync(null, producer, 10);
        await AppendAsync(null, other, 1);
        await AppendAsync(null, other, 2);

        await AppendAsync(AppendOutcome.Duplicate, producer, 9);
        await AppendAsync(AppendOutcome.Duplicate, other, 2);
        await AppendAsync(null, producer, 11);
        await AppendAsync(null, other, 3);

        Assert.Equal(5, Assert.Single(await sessions.GetOpenAsync(key)).Count);
    }

    [Fact]
    public async Task Append_MoreProducersThanRemembered_ForgetsTheOneHeardLongestAgo()
    {
        var producers = Enumerable.Range(0, ProducersCluster.MaxProducers + 1).Select(_ => ProducerId.New()).ToList();
        foreach (var one in producers)
        {
            await AppendAsync(null, one, 1);
        }

        foreach (var remembered in producers.Skip(1))
        {
            await AppendAsync(AppendOutcome.Duplicate, remembered, 1);
        }

        // More than the key remembers, so this one is at least once only: as documented, and no worse.
        await AppendAsync(null, producers[0], 1);
        Assert.Equal(producers.Count + 1, Assert.Single(await sessions.GetOpenAsync(key)).Count);
    }

    [Fact]
    public async Task Advance_RetentionOver_LeavesNothingBehindAndTakesTheStampAgain()
    {
        await AppendAsync(null, producer, 1);
        await cluster.Silos.Clock.AdvanceAsync(ProducersCluster.Retention - TimeSpan.FromTicks(1));
        await AppendAsync(AppendOutcome.Duplicate, producer, 1);
        Assert.NotEqual(0, (await LoadAsync()).Version);

        await cluster.Silos.Clock.AdvanceAsync(ProducersCluster.Gap);

        Assert.Equal(0, (await LoadAsync()).Version);
        await AppendAsync(null, producer, 1);
    }

    [Fact]
    public async Task Append_AnswerOfTheStoreIsLost_TheClientSendsAgainAndItCountsOnce()
    {
        var before = cluster.Store.Lost;
        cluster.Store.LoseAnswerAbout(key);

        var result = await sessions.AppendAsync([new(key, 5), new(key, 6)], TestContext.Current.CancellationToken);

        Assert.Equal(before + 1, cluster.Store.Lost);
        Assert.Equal(2, result.Accepted);
        Assert.Empty(result.Problems);
        var open = Assert.Single(await sessions.GetOpenAsync(key));
        Assert.Equal((2, 11), (open.Count, open.Result));
    }

    [Fact]
    public async Task Append_AnswerIsLostAsTheSessionCloses_TheClientSendsAgainAndItCountsOnce()
    {
        await sessions.AppendAsync([new(key, 1)], TestContext.Current.CancellationToken);
        await cluster.Silos.Clock.AdvanceAsync(ProducersCluster.Gap - TimeSpan.FromTicks(1));
        cluster.Store.LoseAnswerAbout(key);
        var result = await sessions.AppendAsync([new(key, 2)], TestContext.Current.CancellationToken);

        await cluster.Silos.Clock.AdvanceAsync(ProducersCluster.Gap * 2);

        Assert.Equal(1, result.Accepted);
        Assert.Equal((2, 3), (Assert.Single(await CollectAsync()).Count, (await CollectAsync())[0].Result));
    }

    private async Task AppendAsync(AppendOutcome? expected, ProducerId by, long sequence)
    {
        var result = await sessions.AppendAsync(
            [new(key, 1, Stamp: new ProducerStamp(by, sequence))], TestContext.Current.CancellationToken);
        Assert.Equal(expected, result.Accepted == 1 ? null : Assert.Single(result.Problems).Outcome);
    }

    private ValueTask<StoredKey> LoadAsync() =>
        cluster.Store.LoadAsync(new SessionKey(sessions.Name, key), TestContext.Current.CancellationToken);

    private async Task<List<ClosedSession<decimal>>> CollectAsync() =>
        [.. (await new ClosedSessionCollector<int, decimal>(sessions).CollectAsync()).Where(session => session.Key == key)];
}
