using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class DeadlineTests(DeadlineCluster cluster) : IClassFixture<DeadlineCluster>
{
    private static readonly TimeSpan Gap = DeadlineCluster.Gap;

    private readonly ISessionClient<int, decimal> sessions = cluster.Silos.GetSessions(DeadlineCluster.Name);
    private readonly string key = Keys.New();

    [Fact]
    public async Task Advance_OneKey_ClosesExactlyAtTheDeadline()
    {
        var end = await AppendAsync(key) + Gap;

        Assert.Equal(end, await FindCloseTimeAsync(key, end));
    }

    [Fact]
    public async Task Advance_SeveralKeys_EachClosesAtItsOwnDeadline()
    {
        var ends = new Dictionary<string, DateTimeOffset>();
        for (var i = 0; i < 20; i++)
        {
            var one = Keys.New();
            ends[one] = await AppendAsync(one) + Gap;
            await cluster.Silos.Clock.AdvanceAsync(TimeSpan.FromMilliseconds(7 * (i % 4)));
        }

        foreach (var (one, end) in ends.OrderBy(pair => pair.Value))
        {
            Assert.Equal(end, await FindCloseTimeAsync(one, end));
        }
    }

    [Fact]
    public async Task Append_MovesTheDeadlineOn_ClosesAtTheLaterOne()
    {
        var first = await AppendAsync(key) + Gap;
        await cluster.Silos.Clock.AdvanceAsync(Gap / 3);
        var end = await AppendAsync(key) + Gap;
        await cluster.Silos.Clock.AdvanceAsync(first - cluster.Silos.Clock.Now);
        Assert.Empty(await CollectAsync(key));

        Assert.Equal(end, await FindCloseTimeAsync(key, end));
    }

    [Fact]
    public async Task Append_AnotherKeyIsDueSooner_IsNotWaitedPast()
    {
        // The scanner waits for the one with the long gap when the other comes.
        await sessions.AppendAsync([new(Keys.New(), 1, Gap: DeadlineCluster.LongestGap)], TestContext.Current.CancellationToken);
        await cluster.Silos.Clock.AdvanceAsync(TimeSpan.FromMilliseconds(3));
        var end = await AppendAsync(key) + Gap;

        Assert.Equal(end, await FindCloseTimeAsync(key, end));
    }

    [Fact]
    public async Task Append_EventsOfALongGapThenAShort_ClosesAtTheEndOfTheLong()
    {
        var end = cluster.Silos.Clock.Now + DeadlineCluster.LongestGap;
        await sessions.AppendAsync([new(key, 1, Gap: DeadlineCluster.LongestGap)], TestContext.Current.CancellationToken);
        await AppendAsync(key);

        Assert.Equal(end, await FindCloseTimeAsync(key, end));
    }

    [Fact]
    public async Task End_ThenAppendOfAShorterGap_ClosesAtTheSoonerDeadline()
    {
        await sessions.AppendAsync([new(key, 1, Gap: DeadlineCluster.LongestGap)], TestContext.Current.CancellationToken);
        await sessions.EndAsync(key);
        Assert.Single(await CollectAsync(key));
        await cluster.Silos.Clock.AdvanceAsync(TimeSpan.FromMilliseconds(3));
        var end = await AppendAsync(key) + Gap;

        await cluster.Silos.Clock.AdvanceAsync(end.AddTicks(-1) - cluster.Silos.Clock.Now);
        Assert.Single(await CollectAsync(key));
        await cluster.Silos.Clock.AdvanceAsync(TimeSpan.FromTicks(1));
        Assert.Equal(2, (await CollectAsync(key)).Count);
    }

    private async Task<DateTimeOffset> AppendAsync(string to)
    {
        var result = await sessions.AppendAsync([new(to, 1)], TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Accepted);
        return cluster.Silos.Clock.Now;
    }

    // One tick before, and at it: between these it must close.
    private async Task<DateTimeOffset?> FindCloseTimeAsync(string of, DateTimeOffset end)
    {
        if (cluster.Silos.Clock.Now < end)
        {
            await cluster.Silos.Clock.AdvanceAsync(end.AddTicks(-1) - cluster.Silos.Clock.Now);
            Assert.Empty(await CollectAsync(of));
            await cluster.Silos.Clock.AdvanceAsync(TimeSpan.FromTicks(1));
        }

        Assert.Single(await CollectAsync(of));
        return cluster.Silos.Clock.Now;
    }

    private async Task<List<ClosedSession<decimal>>> CollectAsync(string of) =>
        [.. (await new ClosedSessionCollector<int, decimal>(sessions).CollectAsync()).Where(session => session.Key == of)];
}
