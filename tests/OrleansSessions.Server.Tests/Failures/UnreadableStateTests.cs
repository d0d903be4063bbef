using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class UnreadableStateTests
{
    private static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> Name = LimitedSessions.Unlimited;

    private readonly string broken = Keys.New();
    private readonly string sound = Keys.New();

    [Fact]
    public async Task Append_StateIsGarbage_SetsThatKeyAsideVisiblyAndOthersGoOn()
    {
        await using var silos = await StartWithGarbageAsync(Name);
        var sessions = silos.GetSessions(Name);

        var result = await sessions.AppendAsync([new(broken, 2), new(sound, 3)], TestContext.Current.CancellationToken);

        Assert.Equal(1, result.Accepted);
        var problem = Assert.Single(result.Problems);
        Assert.Equal((0, AppendOutcome.Rejected), (problem.Index, problem.Outcome));
        Assert.Contains(broken, problem.Reason, StringComparison.Ordinal);
        Assert.Contains("set aside", problem.Reason, StringComparison.Ordinal);
        Assert.Equal([broken], (await sessions.GetOverviewAsync()).Silos.SelectMany(silo => silo.SetAside));
    }

    [Fact]
    public async Task Advance_StateIsGarbage_OthersCloseInTimeAndTheKeyIsKept()
    {
        await using var silos = await StartWithGarbageAsync(Name);
        var sessions = silos.GetSessions(Name);
        await sessions.AppendAsync([new(sound, 3)], TestContext.Current.CancellationToken);

        // The one whose state is garbage is due, and no silo knows it: recovery comes upon it.
        await silos.Clock.AdvanceAsync(LimitedSessions.Gap * 2);

        var closed = await new ClosedSessionCollector<int, IReadOnlyList<TimedValue<int>>>(sessions).CollectAsync();
        Assert.Equal(sound, Assert.Single(closed).Key);
        Assert.Equal([broken], (await sessions.GetOverviewAsync()).Silos.SelectMany(silo => silo.SetAside));
        var kept = await silos.Store.LoadAsync(new SessionKey(Name.Value, broken), TestContext.Current.CancellationToken);
        Assert.Equal(Garbage, kept.State.ToArray());
        Assert.Empty(await silos.Store.ReadDueAsync(Name.Value, Watermark.End, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Forget_KeySetAsideByAnotherSilo_TakesEventsAgain()
    {
        await using var silos = await StartWithGarbageAsync(Name);
        var sessions = silos.GetSessions(Name);
        var (first, second) = (silos.Cluster.Silos[0], silos.Cluster.Silos[1]);
        Assert.Equal(1, (await SessionSilos.AppendOnAsync(first, sessions, new(broken, 2))).Rejected);
        // It is gone from that silo at once, so that nothing keeps it from coming to another one.
        await silos.Cluster.WaitForDeactivationAsync(
            silos.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(Name.Value, broken)));

        await SessionSilos.CallOnAsync(second, async () =>
        {
            await sessions.ForgetAsync(broken);
            return true;
        });

        Assert.Empty((await sessions.GetOverviewAsync()).Silos.SelectMany(silo => silo.SetAside));
        Assert.Equal(1, (await sessions.AppendAsync([new(broken, 2)], TestContext.Current.CancellationToken)).Accepted);
        Assert.Equal(1, Assert.Single(await sessions.GetOpenAsync(broken)).Count);
    }

    [Fact]
    public async Task Drain_StateIsGarbage_ClosesTheOthers()
    {
        await using var silos = await StartWithGarbageAsync(Name);
        var sessions = silos.GetSessions(Name);
        await sessions.AppendAsync([new(sound, 3)], TestContext.Current.CancellationToken);

        Assert.Equal(1, await sessions.DrainAsync());

        var closed = await new ClosedSessionCollector<int, IReadOnlyList<TimedValue<int>>>(sessions).CollectAsync();
        Assert.Equal((sound, CloseReason.Drained), (Assert.Single(closed).Key, closed[0].Reason));
    }

    [Fact]
    public async Task AdvanceWatermark_StateIsGarbage_ClosesTheOthers()
    {
        await using var silos = await StartWithGarbageAsync(LimitedSessions.EventTime);
        var sessions = silos.GetSessions(LimitedSessions.EventTime);
        await sessions.AppendAsync([new(sound, 3, silos.Clock.Now)], TestContext.Current.CancellationToken);

        var watermark = Watermark.At(silos.Clock.Now + LimitedSessions.Gap);

        Assert.Equal(watermark, await sessions.AdvanceWatermarkAsync(watermark));
        var closed = await new ClosedSessionCollector<int, IReadOnlyList<TimedValue<int>>>(sessions).CollectAsync();
        Assert.Equal(sound, Assert.Single(closed).Key);
        Assert.Equal([broken], (await sessions.GetOverviewAsync()).Silos.SelectMany(silo => silo.SetAside));
    }

    private static byte[] Garbage => [0xDE, 0xAD, 0xBE, 0xEF];

    // As a version of the program left it that nobody has any more.
    private async Task<SessionSilos> StartWithGarbageAsync(SessionName<int, IReadOnlyList<TimedValue<int>>> name)
    {
        var clock = new SessionTestClock();
        var store = new MemorySessionStore(new MemorySessionStoreOptions());
        var key = new SessionKey(name.Value, broken);
        var end = clock.Now + LimitedSessions.Gap;
        await store.CommitAsync(
            [
                new SessionCommit
                {
                    Key = key,
                    Partition = key.GetPartition(store.Partitions),
                    ExpectedVersion = 0,
                    State = Garbage,
                    DeadlineTicks = Watermark.At(end).Ticks,
                    OpenEndTicks = end.UtcTicks,
                    Log = [],
                }
            ],
            TestContext.Current.CancellationToken);
        return await SessionSilos.StartAsync(2, store, clock, LimitedSessions.Configure);
    }
}
