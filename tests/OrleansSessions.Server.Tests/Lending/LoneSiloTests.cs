using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>A silo that is all of its cluster, and others that join it and go.</summary>
public sealed class LoneSiloTests : IAsyncLifetime
{
    private const int KeyCount = 50;

    private static readonly TimeSpan Gap = TimeSpan.FromDays(1);
    private static readonly SessionName<int, long> Name = new("alone");

    private readonly GrainCalls calls = new(typeof(ISessionGrain));
    private readonly List<string> keys = [.. Enumerable.Range(0, KeyCount).Select(_ => Keys.New())];
    private SessionSilos silos = null!;

    private InProcessSiloHandle First => silos.Cluster.Silos[0];

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(1, sessions =>
    {
        sessions.Services.AddSingleton<IIncomingGrainCallFilter>(calls);
        sessions.AddSessionizer(Name, SessionAggregators.Count<int>()).Configure(options => options.Gap = Gap);
    });

    public async ValueTask DisposeAsync() => await silos.DisposeAsync();

    [Fact]
    public async Task Append_SiloIsAlone_ActivatesNoGrain()
    {
        await AppendAsync(First);
        await AppendAsync(First);
        Assert.Equal(0, calls.Count);
        Assert.Equal(0, await CountActivationsAsync());

        await AssertOpenAsync(count: 2);
        Assert.Equal(KeyCount, await CountActivationsAsync());
        await silos.Clock.AdvanceAsync(Gap * 1.25);

        await AssertClosedAsync(count: 2);
        Assert.Equal(0, SessionSilos.SessionizerOf(First, Name.Value).Keys.OpenSessions);
    }

    [Fact]
    public async Task Append_AnotherSiloJoins_BothAppendToTheSameSessions()
    {
        await AppendAsync(First);
        var second = await silos.Cluster.StartAdditionalSiloAsync();

        await Task.WhenAll(AppendAsync(First), AppendAsync(second));
        await Task.WhenAll(AppendAsync(First), AppendAsync(second));

        Assert.NotEqual(0, calls.Count);
        await AssertOpenAsync(count: 5);
        await silos.Clock.AdvanceAsync(Gap * 1.25);
        await AssertClosedAsync(count: 5);
    }

    [Fact]
    public async Task Close_KeysHaveMovedToTheSiloThatJoined_EachOnce()
    {
        await AppendAsync(First);
        var second = await silos.Cluster.StartAdditionalSiloAsync();
        foreach (var key in keys)
        {
            Assert.Equal(1, (await SessionSilos.AppendOnAsync(second, SessionsOn(second), new(key, 1))).Accepted);
        }

        await silos.Clock.AdvanceAsync(Gap * 1.25);

        await AssertClosedAsync(count: 2);
    }

    [Fact]
    public async Task Query_KeyHasBeenOnAnotherSiloSince_SeesWhatIsStored()
    {
        await AppendAsync(First);
        var second = await silos.Cluster.StartAdditionalSiloAsync();
        foreach (var key in keys)
        {
            await SessionSilos.AppendOnAsync(second, SessionsOn(second), new(key, 1));
            await silos.Cluster.DeactivateAsync(silos.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(Name.Value, key)));

            var open = await SessionSilos.CallOnAsync(First, () => SessionsOn(First).GetOpenAsync(key));

            Assert.Equal(2, Assert.Single(open).Count);
        }
    }

    [Fact]
    public async Task Append_KeyIsActiveOnTheSiloThatJoinedButUnchangedThere_IsSeenThere()
    {
        await AppendAsync(First);
        var second = await silos.Cluster.StartAdditionalSiloAsync();
        foreach (var key in keys)
        {
            var open = await SessionSilos.CallOnAsync(second, () => SessionsOn(second).GetOpenAsync(key));
            Assert.Equal(1, Assert.Single(open).Count);
        }

        await AppendAsync(First);

        await AssertOpenAsync(count: 2);
        foreach (var key in keys)
        {
            Assert.Equal(1, await SessionsOn(second).EndAsync(key));
        }

        await AssertClosedAsync(count: 2);
    }

    [Fact]
    public async Task Append_KeyIsActiveOnThisOfTwoSilos_MakesNoCall()
    {
        var second = await silos.Cluster.StartAdditionalSiloAsync();
        foreach (var key in keys)
        {
            await SessionSilos.AppendOnAsync(second, SessionsOn(second), new(key, 1));
        }

        Assert.Equal(KeyCount, calls.Count);
        await AppendAsync(second);
        await AppendAsync(second);

        Assert.Equal(KeyCount, calls.Count);
        await AssertOpenAsync(count: 3);
    }

    [Fact]
    public async Task Append_TheOtherSiloDies_SessionsGoOnWithoutCalls()
    {
        var second = await silos.Cluster.StartAdditionalSiloAsync();
        await Task.WhenAll(AppendAsync(First), AppendAsync(second));
        await silos.Cluster.KillSiloAsync(second, TestContext.Current.CancellationToken);
        await AppendAsync(First);
        var before = calls.Count;

        await AppendAsync(First);

        Assert.Equal(before, calls.Count);
        await AssertOpenAsync(count: 4);
        await silos.Clock.AdvanceAsync(Gap * 1.25);
        await AssertClosedAsync(count: 4);
    }

    [Fact]
    public async Task Append_SessionsHaveLeftMemory_TheyGoOn()
    {
        await AppendAsync(First);
        var known = SessionSilos.SessionizerOf(First, Name.Value).Keys;
        known.LoseIdle();
        known.LoseIdle();
        Assert.All(keys, key => Assert.Null(known.Find(key)!.Free));

        await AppendAsync(First);

        await silos.Clock.AdvanceAsync(Gap * 1.25);
        await AssertClosedAsync(count: 2);
        Assert.Equal(0, calls.Count);
    }

    private static ISessionClient<int, long> SessionsOn(InProcessSiloHandle silo) => SessionSilos.ClientOf(silo).GetSessions(Name);

    private async Task AppendAsync(InProcessSiloHandle silo)
    {
        var result = await SessionsOn(silo).AppendAsync(
            [.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);
        Assert.Equal(KeyCount, result.Accepted);
    }

    private async Task AssertOpenAsync(int count)
    {
        foreach (var key in keys)
        {
            Assert.Equal(count, Assert.Single(await SessionsOn(First).GetOpenAsync(key)).Count);
        }
    }

    private async Task AssertClosedAsync(int count)
    {
        var closed = (await new ClosedSessionCollector<int, long>(SessionsOn(First)).CollectAsync()).ToLookup(session => session.Key);
        Assert.All(keys, key => Assert.Equal(count, Assert.Single(closed[key]).Count));
    }

    private async Task<int> CountActivationsAsync() => (await silos.Cluster.Client.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics())
        .Where(grains => grains.GrainType.Contains(nameof(SessionGrain), StringComparison.Ordinal)).Sum(grains => grains.ActivationCount);
}
