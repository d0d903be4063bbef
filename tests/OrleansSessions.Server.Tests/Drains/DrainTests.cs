using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class DrainTests
{
    private const int KeyCount = 300;

    private static readonly SessionName<int, IReadOnlyList<TimedValue<int>>> Name = LimitedSessions.Unlimited;

    private readonly HoldingStore store = new();
    private readonly SessionTestClock clock = new();
    private readonly List<string> keys = [.. Enumerable.Range(0, KeyCount).Select(_ => Keys.New())];

    [Fact]
    public async Task Drain_SessionsOnAllSilos_ClosesAllAndRefusesUntilReopened()
    {
        await using var silos = await StartAsync(3);
        var sessions = silos.GetSessions(Name);
        await AppendToAllAsync(sessions);

        Assert.Equal(KeyCount, await sessions.DrainAsync());

        var closed = await CollectAsync(sessions);
        Assert.Equal(keys.Order(StringComparer.Ordinal), closed.Select(session => session.Key).Order(StringComparer.Ordinal));
        Assert.All(closed, session => Assert.Equal(CloseReason.Drained, session.Reason));
        var overview = await sessions.GetOverviewAsync();
        Assert.True(overview.IsDrained);
        Assert.Equal(0, overview.OpenKeys);
        var refused = await sessions.AppendAsync([.. keys.Select(key => new SessionEvent<int>(key, 2))], TestContext.Current.CancellationToken);
        Assert.Equal(KeyCount, refused.Rejected);
        Assert.All(refused.Problems, problem => Assert.Contains("is drained", problem.Reason, StringComparison.Ordinal));

        await sessions.ReopenAsync();
        await AppendToAllAsync(sessions);
        Assert.Equal(KeyCount, (await sessions.GetOverviewAsync()).OpenKeys);
    }

    [Fact]
    public async Task Drain_AppendIsBeingStored_ClosesTheSessionThatItOpens()
    {
        await using var silos = await StartAsync(2);
        var sessions = silos.GetSessions(Name);
        using var held = store.HoldCommitOf(keys[0]);
        var append = sessions.AppendAsync([new(keys[0], 1)], TestContext.Current.CancellationToken);
        await held.WaitReachedAsync();

        // The store does not have it yet, so whoever drains can not find it.
        Assert.Equal(0, await sessions.DrainAsync());
        held.Release();

        Assert.Equal(1, (await append).Accepted);
        var closed = Assert.Single(await CollectAsync(sessions));
        Assert.Equal((keys[0], CloseReason.Drained), (closed.Key, closed.Reason));
        Assert.Empty(await sessions.GetOpenAsync(keys[0]));
    }

    [Fact]
    public async Task Drain_ManyAppendsAtTheSameTime_LeavesNothingOpenAndLosesNothingAccepted()
    {
        await using var silos = await StartAsync(3);
        var sessions = silos.GetSessions(Name);
        var appends = keys.Select((key, i) =>
            sessions.AsSource($"{i % 7}").AppendAsync([new(key, 1)], TestContext.Current.CancellationToken)).ToList();
        await appends[0];

        await sessions.DrainAsync();
        var results = await Task.WhenAll(appends);

        var accepted = keys.Zip(results).Where(pair => pair.Second.Accepted == 1).Select(pair => pair.First);
        Assert.Equal(accepted.Order(StringComparer.Ordinal), (await CollectAsync(sessions)).Select(session => session.Key).Order(StringComparer.Ordinal));
        Assert.All(results, result => Assert.Equal(1, result.Accepted + result.Rejected));
        Assert.Empty(await store.ReadOpenKeysAsync(Name.Value, null, KeyCount, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Drained_SiloJoins_RefusesThereUntilReopened()
    {
        await using var silos = await StartAsync(2);
        var sessions = silos.GetSessions(Name);
        await sessions.DrainAsync();

        var joined = await silos.Cluster.StartAdditionalSiloAsync();

        await AssertRefusesUntilReopenedAsync(silos, joined, sessions);
    }

    [Fact]
    public async Task Drain_ASiloIsNotReachedAtFirst_RefusesThereToo()
    {
        var unreachable = new UnreachableOnce(nameof(ISessionScanner.SetDrainedAsync));
        await using var silos = await StartAsync(2, unreachable);
        var sessions = silos.GetSessions(Name);

        await sessions.DrainAsync();

        Assert.True(unreachable.HasRefused);
        var refused = await sessions.AppendAsync([.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);
        Assert.Equal(KeyCount, refused.Rejected);
    }

    [Fact]
    public async Task Drain_WhileASiloJoins_RefusesThereFromTheFirstEvent()
    {
        await using var silos = await StartAsync(2);
        var sessions = silos.GetSessions(Name);
        using var held = store.HoldAnswerAbout($"drain/{Name.Value}");
        var joining = silos.Cluster.StartAdditionalSiloAsync();
        await held.WaitReachedAsync();

        // What it has read is no longer so when it comes to learn it.
        await sessions.DrainAsync();
        held.Release();

        await AssertRefusesUntilReopenedAsync(silos, await joining, sessions);
    }

    [Fact]
    public async Task Drained_ClusterRestarts_StaysDrainedUntilReopened()
    {
        await using (var before = await StartAsync(2))
        {
            await before.GetSessions(Name).DrainAsync();
        }

        await using var after = await StartAsync(2);
        var sessions = after.GetSessions(Name);
        Assert.Equal(1, (await sessions.AppendAsync([new(keys[0], 1)], TestContext.Current.CancellationToken)).Rejected);

        await sessions.ReopenAsync();
        await AppendToAllAsync(sessions);
    }

    private static async Task AssertRefusesUntilReopenedAsync(
        SessionSilos silos, InProcessSiloHandle silo, ISessionClient<int, IReadOnlyList<TimedValue<int>>> sessions)
    {
        // Until all know what the silo can do, no grain is placed there.
        await silos.Cluster.WaitForClusterManifestToStabilizeAsync();
        var key = Keys.New();
        Assert.Equal(1, (await SessionSilos.AppendOnAsync(silo, sessions, new(key, 1))).Rejected);

        await sessions.ReopenAsync();
        Assert.Equal(1, (await SessionSilos.AppendOnAsync(silo, sessions, new(key, 1))).Accepted);
        Assert.True(silos.Cluster.TryGetGrainContext(
            silos.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(sessions.Name, key)).GetGrainId(), out var grain));
        Assert.Equal(silo.SiloAddress, grain!.Address.SiloAddress);
    }

    private static async Task<IReadOnlyList<ClosedSession>> CollectAsync(ISessionClient<int, IReadOnlyList<TimedValue<int>>> sessions) =>
        await new ClosedSessionCollector<int, IReadOnlyList<TimedValue<int>>>(sessions).CollectAsync();

    private Task<SessionSilos> StartAsync(int count, params IIncomingGrainCallFilter[] filters) => SessionSilos.StartAsync(count, store, clock, sessions =>
    {
        foreach (var filter in filters)
        {
            sessions.Services.AddSingleton(filter);
        }

        LimitedSessions.Configure(sessions);
    });

    private async Task AppendToAllAsync(ISessionClient<int, IReadOnlyList<TimedValue<int>>> sessions)
    {
        var result = await sessions.AppendAsync([.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);
        Assert.Equal(KeyCount, result.Accepted);
    }
}
