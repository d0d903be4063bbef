using Microsoft.Extensions.DependencyInjection;

namespace OrleansSessions.Server.Tests;

public sealed class GapBoundaryTests(SessionsCluster cluster) : IClassFixture<SessionsCluster>
{
    private const int Rounds = 100;
    private const int KeysPerRound = 100;

    [Fact]
    public Task Append_ExactlyOneGapLaterExclusive_StartsNewSession() => AppendTwiceAsync(TestSessions.Exclusive, expectedSessions: 2);

    [Fact]
    public Task Append_ExactlyOneGapLaterInclusive_Joins() => AppendTwiceAsync(TestSessions.Inclusive, expectedSessions: 1);

    [Fact]
    public Task AppendAndScan_AtTheDeadlineExclusive_AlwaysTwoSessions() => RaceAsync(TestSessions.Exclusive, expectedSessions: 2);

    [Fact]
    public Task AppendAndScan_AtTheDeadlineInclusive_AlwaysOneSession() => RaceAsync(TestSessions.Inclusive, expectedSessions: 1);

    private async Task AppendTwiceAsync(SessionName<int, decimal> name, int expectedSessions)
    {
        var key = Keys.New();
        var sessions = cluster.GetSessions(name);
        await sessions.AppendAsync([new(key, 1)], TestContext.Current.CancellationToken);
        await cluster.Clock.AdvanceAsync(TestSessions.Gap);

        await sessions.AppendAsync([new(key, 2)], TestContext.Current.CancellationToken);

        await AssertAsync(name, [key], expectedSessions);
    }

    // 10,000 tries: at the very instant of the deadline, the silos' own scans, one more closing call, and an append reach the
    // grain in whatever order it happens, which a seeded shuffle and short spins vary.
    private async Task RaceAsync(SessionName<int, decimal> name, int expectedSessions)
    {
        var sessions = cluster.GetSessions(name);
        var random = new Random(20300101);
        for (var round = 0; round < Rounds; round++)
        {
            await cluster.MoveToScanAsync();
            var keys = Enumerable.Range(0, KeysPerRound).Select(_ => Keys.New()).ToArray();
            await sessions.AppendAsync([.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);
            await cluster.Clock.AdvanceAsync(TestSessions.Gap - TimeSpan.FromTicks(1));

            // The clock is at the deadline as soon as this call returns its task; the scans have begun and are not awaited yet.
            var scans = cluster.Clock.AdvanceAsync(TimeSpan.FromTicks(1));
            var deadline = Watermark.At(cluster.Clock.Now);
            var calls = keys.SelectMany(key => new Func<Task>[]
            {
                () => sessions.AppendAsync([new(key, 2)], TestContext.Current.CancellationToken),
                () => Grain(name, key).CloseDueAsync(deadline.Ticks).AsTask(),
            }).ToArray();
            random.Shuffle(calls);
            var running = new List<Task> { scans };
            foreach (var call in calls)
            {
                Thread.SpinWait(random.Next(200));
                running.Add(call());
            }

            await Task.WhenAll(running);
            await AssertAsync(name, keys, expectedSessions);
        }
    }

    private async Task AssertAsync(SessionName<int, decimal> name, string[] keys, int expectedSessions)
    {
        var sessions = cluster.GetSessions(name);
        var closed = (await new Testing.ClosedSessionCollector<int, decimal>(sessions).CollectAsync()).ToLookup(session => session.Key);
        foreach (var key in keys)
        {
            var open = Assert.Single(await sessions.GetOpenAsync(key));
            Assert.Equal(expectedSessions == 2 ? 1 : 2, open.Count);
            Assert.Equal(expectedSessions == 2 ? 2 : 3, open.Result);
            Assert.Equal(expectedSessions - 1, closed[key].Count());
            Assert.All(closed[key], session => Assert.Equal(1, session.Result));
        }
    }

    private IExpiringGrain Grain(SessionName<int, decimal> name, string key) =>
        cluster.Cluster.Silos[0].ServiceProvider.GetRequiredService<IGrainFactory>()
            .GetGrain<IExpiringGrain>(SessionGrainKey.Create(name.Value, key));
}
