using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class ClosingDelayTests
{
    private const int Sessions = 1_000;

    [Fact]
    public async Task Advance_RandomSessions_CloseWithinAQuarterOfTheGapAndAnEighthOnAverage()
    {
        // Recovery's reminder may come between two scans, and closes what is due by then: here only scans do.
        await using var cluster = new SessionsCluster(new MemorySessionStore(new MemorySessionStoreOptions()), hasReminders: false);
        await cluster.InitializeAsync();
        var sessions = cluster.GetSessions(TestSessions.Exclusive);
        var random = new Random(1000);
        var interval = TestSessions.Gap / 4;
        await cluster.MoveToScanAsync();
        var start = cluster.Clock.Now;
        var appends = new Queue<DateTimeOffset>(Enumerable.Range(0, Sessions)
            .Select(_ => start + TimeSpan.FromTicks(random.NextInt64(20 * interval.Ticks)))
            .Order());
        var collector = new ClosedSessionCollector<int, decimal>(sessions);
        await collector.CollectAsync();
        var delays = new List<TimeSpan>();
        for (var scan = start + interval; delays.Count < Sessions; scan += interval)
        {
            while (appends.TryPeek(out var time) && time < scan)
            {
                appends.Dequeue();
                await cluster.Clock.AdvanceAsync(time - cluster.Clock.Now);
                await sessions.AppendAsync([new(Keys.New(), 1)], TestContext.Current.CancellationToken);
            }

            Assert.Empty(await collector.CollectAsync());
            await cluster.Clock.AdvanceAsync(scan - cluster.Clock.Now);
            delays.AddRange((await collector.CollectAsync()).Select(session => scan - session.End));
        }

        Assert.Equal(Sessions, delays.Count);
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, TestSessions.Gap / 4));
        var average = TimeSpan.FromTicks((long)delays.Average(delay => delay.Ticks));
        Assert.InRange(average, TestSessions.Gap / 8 * 0.9, TestSessions.Gap / 8 * 1.1);
    }
}
