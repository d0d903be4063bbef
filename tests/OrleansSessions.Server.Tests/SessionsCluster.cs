using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos that share a memory store, on a clock that only tests move.</summary>
public class SessionsCluster : IAsyncLifetime
{
    private InProcessTestCluster? cluster;

    public SessionTestClock Clock { get; } = new();

    public MemorySessionStore Store { get; } = new(new MemorySessionStoreOptions());

    public InProcessTestCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not started.");

    protected virtual short Silos => 2;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(Silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            Clock.Attach(silo);
            silo.AddSessions(ConfigureSessions);
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }

    internal ISessionClient<int, decimal> GetSessions(SessionName<int, decimal> name) => Cluster.Client.GetSessions(name);

    private void ConfigureSessions(SessionsBuilder sessions)
    {
        sessions.UseStore(Store);
        foreach (var name in TestSessions.All)
        {
            sessions.AddSessionizer(name, SessionAggregators.Sum<int>(value => value)).Configure(options =>
            {
                options.Gap = TestSessions.Gap;
                options.Boundary = name == TestSessions.Inclusive ? GapBoundary.Inclusive : GapBoundary.Exclusive;
                options.Clock = name == TestSessions.EventTime ? SessionClock.EventTime : SessionClock.Arrival;
            });
        }
    }
}
