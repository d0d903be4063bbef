namespace OrleansSessions.Server.Tests;

public sealed class OverviewTests
{
    private const int SiloCount = 3;

    private static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> Name = LimitedSessions.Unlimited;

    [Fact]
    public async Task GetOverview_ThreeSilos_CountsEachAndFindsTheOldestAndTheLargest()
    {
        await using var silos = await SessionSilos.StartAsync(SiloCount, LimitedSessions.Configure);
        var sessions = silos.GetSessions(Name);
        var start = silos.Clock.Now;
        await AppendOnAsync(silos, sessions, 1, "oldest");
        await silos.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await AppendOnAsync(silos, sessions, 2, "largest", "b", "c");
        await AppendOnAsync(silos, sessions, 0, "d");
        await sessions.AppendAsync([new("largest", 2), new("largest", 3)], TestContext.Current.CancellationToken);
        await AppendOnAsync(silos, sessions, 0, "ended");
        await sessions.EndAsync("ended");

        var overview = await sessions.GetOverviewAsync();

        Assert.Equal([1, 1, 3], Cells(silos, overview).Select(silo => silo.OpenKeys));
        Assert.Equal([1, 0, 0], Cells(silos, overview).Select(silo => silo.ClosedKeys));
        Assert.Equal(5, overview.OpenKeys);
        Assert.Equal(("oldest", start, 1), (overview.Oldest!.Key, overview.Oldest.Start, overview.Oldest.Count));
        Assert.Equal(("largest", start.AddSeconds(5), 3), (overview.Largest!.Key, overview.Largest.Start, overview.Largest.Count));
        Assert.Equal(silos.Cluster.Silos[2].SiloAddress.ToParsableString(), overview.Largest.Silo);
        Assert.Equal(silos.Clock.Now, overview.Watermark);
    }

    [Fact]
    public async Task GetOpenKeys_PageByPage_GivesEachKeyOnceInOrder()
    {
        await using var silos = await SessionSilos.StartAsync(SiloCount, LimitedSessions.Configure);
        var sessions = silos.GetSessions(Name);
        var keys = Enumerable.Range(0, 100).Select(i => $"key {i}").Append("Ä").Append("\U0001F600").ToList();
        await sessions.AppendAsync([.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);

        var read = new List<OpenKey>();
        for (var page = await sessions.GetOpenKeysAsync(null, 7); page.Count > 0; page = await sessions.GetOpenKeysAsync(page[^1].Key, 7))
        {
            Assert.InRange(page.Count, 1, 7);
            read.AddRange(page);
        }

        Assert.Equal(keys.Order(StringComparer.Ordinal), read.Select(key => key.Key));
        Assert.All(read, key => Assert.Equal((silos.Clock.Now, 1), (key.Start, key.Count)));
    }

    [Fact]
    public async Task GetOpenKeys_WrongLimit_IsRefused()
    {
        await using var silos = await SessionSilos.StartAsync(1, LimitedSessions.Configure);
        var sessions = silos.GetSessions(Name);

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => sessions.GetOpenKeysAsync(null, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => sessions.GetOpenKeysAsync(null, 10_001));
    }

    [Fact]
    public async Task Query_IdleSessions_ActivatesNoneOfThem()
    {
        await using var silos = await SessionSilos.StartAsync(SiloCount, LimitedSessions.Configure);
        var sessions = silos.GetSessions(Name);
        var keys = Enumerable.Range(0, 50).Select(_ => Keys.New()).ToList();
        await sessions.AppendAsync([.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);
        foreach (var key in keys)
        {
            await silos.Cluster.DeactivateAsync(Grain(silos, key));
        }

        Assert.Equal(50, (await sessions.GetOverviewAsync()).OpenKeys);
        Assert.Equal(50, (await sessions.GetOpenKeysAsync(null, 1_000)).Count);

        Assert.All(keys, key => Assert.False(silos.Cluster.TryGetGrainContext(Grain(silos, key).GetGrainId(), out _)));
        // And one that is asked for itself is activated: so that this test would notice.
        Assert.Single(await sessions.GetOpenAsync(keys[0]));
        Assert.True(silos.Cluster.TryGetGrainContext(Grain(silos, keys[0]).GetGrainId(), out _));
    }

    [Fact]
    public async Task GetOpenKeys_KeysHaveMoved_GivesEachOnceAndTheOverviewFollowsAtTheirFormerDeadline()
    {
        await using var silos = await SessionSilos.StartAsync(SiloCount, LimitedSessions.Configure);
        var sessions = silos.GetSessions(Name);
        await AppendOnAsync(silos, sessions, 0, "a", "b", "c");
        await silos.Clock.AdvanceAsync(LimitedSessions.Gap / 2);
        foreach (var key in new[] { "a", "b" })
        {
            await silos.Cluster.MigrateAsync(Grain(silos, key).GetGrainId(), silos.Cluster.Silos[1].SiloAddress);
        }

        await sessions.AppendAsync([new("a", 2), new("b", 2), new("c", 2)], TestContext.Current.CancellationToken);
        var open = await sessions.GetOpenKeysAsync(null, 10);
        Assert.Equal([("a", 2), ("b", 2), ("c", 2)], open.Select(key => (key.Key, key.Count)));

        await silos.Clock.AdvanceAsync(LimitedSessions.Gap * 0.75);
        Assert.Equal([1, 2, 0], Cells(silos, await sessions.GetOverviewAsync()).Select(silo => silo.OpenKeys));
    }

    private static IEnumerable<SiloOverview> Cells(SessionSilos silos, SessionizerOverview overview) =>
        silos.Cluster.Silos.Select(silo => overview.Silos.Single(cell => cell.Silo == silo.SiloAddress.ToParsableString()));

    private static ISessionGrain Grain(SessionSilos silos, string key) =>
        silos.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(Name.Value, key));

    private static async Task AppendOnAsync(
        SessionSilos silos, ISessionClient<int, IReadOnlyList<TimedValue<int>>> sessions, int silo, params string[] keys)
    {
        foreach (var key in keys)
        {
            Assert.Equal(1, (await SessionSilos.AppendOnAsync(silos.Cluster.Silos[silo], sessions, new(key, 1))).Accepted);
        }
    }
}
