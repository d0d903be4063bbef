using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>A client that the silo's own services have.</summary>
public sealed class LocalIngressTests : IAsyncLifetime
{
    private static readonly SessionName<int, long> Name = new("inside");

    private readonly HoldingStore store = new();
    private readonly GrainCalls ingressCalls = new(typeof(ISessionIngressGrain));
    private readonly GrainCalls calls = new(typeof(ISessionGrain));
    private readonly string key = Keys.New();
    private SessionSilos silos = null!;

    private ISessionClient<int, long> Inside => SessionSilos.ClientOf(silos.Cluster.Silos[0]).GetSessions(Name);

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(1, store, new SessionTestClock(), sessions =>
    {
        sessions.Services.AddSingleton<IIncomingGrainCallFilter>(ingressCalls).AddSingleton<IIncomingGrainCallFilter>(calls);
        sessions.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(1));
        sessions.AddSessionizer(Name, SessionAggregators.Count<int>());
    });

    public async ValueTask DisposeAsync() => await silos.DisposeAsync();

    [Fact]
    public async Task Append_InTheSilosProcess_MakesNoMessageToTheIngress()
    {
        await AppendAsync(Inside);
        Assert.Equal(0, ingressCalls.Count);

        await AppendAsync(silos.GetSessions(Name));
        Assert.Equal(1, ingressCalls.Count);
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Append_StoreAnswersAfterTheResponseTimeout_IsSentAgainAndCountsOnce()
    {
        await AppendAsync(Inside);
        using var hold = store.HoldCommitOf(key);
        var append = AppendAsync(Inside);
        await hold.WaitReachedAsync();

        // The key is lent still, so what is sent again is a call.
        await calls.WaitForAsync(1);
        hold.Release();

        await append;
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task Append_SessionizerThatTheSiloDoesNotHave_IsToldSo()
    {
        var unknown = SessionSilos.ClientOf(silos.Cluster.Silos[0]).GetSessions(new SessionName<int, long>("unknown"));

        var exception = await Assert.ThrowsAsync<SessionException>(() => AppendAsync(unknown));

        Assert.Contains("There is no sessionizer 'unknown'", exception.Message, StringComparison.Ordinal);
    }

    private async Task AppendAsync(ISessionClient<int, long> sessions)
    {
        var result = await sessions.AppendAsync([new SessionEvent<int>(key, 1)], TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Accepted);
    }

    private async Task<long> CountAsync() => (await Inside.GetOpenAsync(key)).Sum(session => session.Count);
}
