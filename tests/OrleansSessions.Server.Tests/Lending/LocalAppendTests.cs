using Microsoft.Extensions.DependencyInjection;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class LocalAppendTests : IAsyncLifetime
{
    private static readonly SessionName<int, long> Name = new("local");

    private readonly HoldingStore store = new();
    private readonly GrainCalls calls = new(typeof(ISessionGrain));
    private readonly string key = Keys.New();
    private SessionSilos silos = null!;

    private ISessionClient<int, long> Sessions => silos.GetSessions(Name);

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(1, store, new SessionTestClock(), sessions =>
    {
        sessions.Services.AddSingleton<IIncomingGrainCallFilter>(calls);
        sessions.AddSessionizer(Name, SessionAggregators.Count<int>());
    });

    public async ValueTask DisposeAsync() => await silos.DisposeAsync();

    [Fact]
    public async Task Append_SiloIsAlone_MakesNoCall()
    {
        await AppendAsync();
        await AppendAsync();
        await AppendAsync();

        Assert.Equal(0, calls.Count);
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task Append_CommitOfTheOneBeforeIsOnItsWay_WaitsAndCountsAfterIt()
    {
        await AppendAsync();
        using var hold = store.HoldCommitOf(key);

        await AssertOthersWaitAsync(hold, before: 1);
    }

    [Fact]
    public async Task Append_KeyIsBeingLoaded_WaitsAndCountsAfterIt()
    {
        using var hold = store.HoldLoadOf(key);

        await AssertOthersWaitAsync(hold, before: 0);
    }

    [Fact]
    public async Task Deactivate_CommitOfALocalAppendIsOnItsWay_ItIsAnsweredAndKept()
    {
        await AppendAsync();
        Assert.Equal(1, await CountAsync());
        var grain = silos.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(Name.Value, key));
        Assert.True(silos.Cluster.TryGetGrainContext(grain.GetGrainId(), out _));
        using var hold = store.HoldCommitOf(key);
        var append = AppendAsync();
        await hold.WaitReachedAsync();

        var deactivation = silos.Cluster.DeactivateAsync(grain);
        hold.Release();
        await deactivation;

        await append;
        Assert.Equal(2, await CountAsync());
    }

    private async Task AssertOthersWaitAsync(Hold hold, int before)
    {
        var first = AppendAsync();
        await hold.WaitReachedAsync();

        var second = AppendAsync();
        var count = CountAsync();
        Assert.False(first.IsCompleted || second.IsCompleted || count.IsCompleted);
        hold.Release();

        await first;
        await second;
        Assert.InRange(await count, before + 1, before + 2);
        Assert.Equal(before + 2, await CountAsync());
    }

    private async Task AppendAsync()
    {
        var result = await Sessions.AppendAsync([new SessionEvent<int>(key, 1)], TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Accepted);
    }

    private async Task<long> CountAsync() => (await Sessions.GetOpenAsync(key)).Sum(session => session.Count);
}
