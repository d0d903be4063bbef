using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>A silo that is slow to give up its keys to one that joins.</summary>
public sealed class GivenUpKeysTests
{
    private static readonly SessionName<int, long> Name = new("given-up");

    private readonly HoldingStore store = new();
    private readonly GrainCalls calls = new(typeof(ISessionScanner), nameof(ISessionScanner.GiveUpKeysAsync));
    private readonly string key = Keys.New();

    [Fact]
    public async Task Join_TheOtherWaitsForItsStoreLongerThanTheResponseTimeout_AsksAgainAndStarts()
    {
        await using var silos = await SessionSilos.StartAsync(1, store, new SessionTestClock(), sessions =>
        {
            sessions.Services.AddSingleton<IIncomingGrainCallFilter>(calls);
            sessions.Services.Configure<SiloMessagingOptions>(options => options.SystemResponseTimeout = options.ResponseTimeout = TimeSpan.FromSeconds(2));
            sessions.AddSessionizer(Name, SessionAggregators.Count<int>());
        });
        var first = SessionSilos.ClientOf(silos.Cluster.Silos[0]).GetSessions(Name);
        using var held = store.HoldCommitOf(key);
        var append = first.AppendAsync([new(key, 1)], TestContext.Current.CancellationToken);
        await held.WaitReachedAsync();

        var joining = silos.Cluster.StartAdditionalSiloAsync();
        await calls.WaitForAsync(2);
        Assert.False(joining.IsCompleted);
        held.Release();

        var second = SessionSilos.ClientOf(await joining).GetSessions(Name);
        Assert.Equal(1, (await append).Accepted);
        Assert.Equal(1, (await second.AppendAsync([new(key, 1)], TestContext.Current.CancellationToken)).Accepted);
        Assert.Equal(2, Assert.Single(await second.GetOpenAsync(key)).Count);
    }
}
