using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Silos that share a store, on a clock that only tests move, with the sessionizers that a test needs.</summary>
public sealed class SessionSilos : IAsyncDisposable
{
    private readonly InProcessTestCluster cluster;

    private SessionSilos(InProcessTestCluster cluster, ISessionStore store, SessionTestClock clock) =>
        (this.cluster, Store, Clock) = (cluster, store, clock);

    public ISessionStore Store { get; }

    public SessionTestClock Clock { get; }

    public InProcessTestCluster Cluster => cluster;

    public static Task<SessionSilos> StartAsync(int count, Action<SessionsBuilder> configure) =>
        StartAsync(count, new MemorySessionStore(new MemorySessionStoreOptions()), new SessionTestClock(), configure);

    public static async Task<SessionSilos> StartAsync(
        int count, ISessionStore store, SessionTestClock clock, Action<SessionsBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder((short)count);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            clock.Attach(silo);
            silo.AddSessions(sessions => configure(sessions.UseStore(store)));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return new SessionSilos(cluster, store, clock);
    }

    public ISessionClient<TEvent, TResult> GetSessions<TEvent, TResult>(SessionName<TEvent, TResult> name) => cluster.Client.GetSessions(name);

    /// <summary>A silo as a client of its cluster: what it sends comes in on that silo.</summary>
    public static IClusterClient ClientOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IClusterClient>();

    /// <summary>Appends an event; a key that is on no silo yet comes to the given one.</summary>
    public static Task<AppendResult> AppendOnAsync<TEvent, TResult>(
        InProcessSiloHandle silo, ISessionClient<TEvent, TResult> sessions, SessionEvent<TEvent> item) =>
        CallOnAsync(silo, () => sessions.AppendAsync([item], TestContext.Current.CancellationToken));

    /// <summary>Calls a grain; if it is on no silo yet, it comes to the given one.</summary>
    public static async Task<T> CallOnAsync<T>(InProcessSiloHandle silo, Func<Task<T>> call)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
        try
        {
            return await call();
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    public async ValueTask DisposeAsync() => await cluster.DisposeAsync();

    /// <summary>What a silo holds of a sessionizer.</summary>
    internal static Sessionizer SessionizerOf(InProcessSiloHandle silo, string name) =>
        silo.ServiceProvider.GetRequiredService<SessionizerCatalog>().Get(name);
}
