using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos that share a memory store, on a clock that only tests move.</summary>
public sealed class SessionsCluster : IAsyncLifetime
{
    private readonly DateTimeOffset started;
    private readonly bool hasReminders;
    private InProcessTestCluster? cluster;

    public SessionsCluster()
        : this(new MemorySessionStore(new MemorySessionStoreOptions()))
    {
    }

    internal SessionsCluster(MemorySessionStore store, bool hasReminders = true)
    {
        this.hasReminders = hasReminders;
        Store = store;
        started = Clock.Now;
    }

    public SessionTestClock Clock { get; } = new();

    public MemorySessionStore Store { get; }

    public InProcessTestCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not started.");

    internal ClosedSessionSink Sink { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            if (hasReminders)
            {
                silo.UseInMemoryReminderService();
            }

            silo.Services.AddSingleton(Sink);
            Clock.Attach(silo);
            silo.AddSessions(ConfigureSessions);
        });
        cluster = builder.Build();
        await cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }

    internal ISessionClient<int, decimal> GetSessions(SessionName<int, decimal> name) => Cluster.Client.GetSessions(name);

    /// <summary>What the silos hold of a sessionizer.</summary>
    internal IEnumerable<Sessionizer> Sessionizers(string name) =>
        Cluster.Silos.Select(silo => silo.ServiceProvider.GetRequiredService<SessionizerCatalog>().Get(name));

    /// <summary>Advances to a time that is no scan's, so that a gap later is none either.</summary>
    internal async Task MoveBetweenScansAsync()
    {
        var interval = TestSessions.Gap / 4;
        var sinceScan = (Clock.Now - started).Ticks % interval.Ticks;
        await Clock.AdvanceAsync(interval - TimeSpan.FromTicks(sinceScan) + (interval / 3));
    }

    /// <summary>Advances to a time at which the silos scan.</summary>
    internal async Task MoveToScanAsync()
    {
        var interval = TestSessions.Gap / 4;
        var sinceScan = (Clock.Now - started).Ticks % interval.Ticks;
        await Clock.AdvanceAsync(interval - TimeSpan.FromTicks(sinceScan));
    }

    private void ConfigureSessions(SessionsBuilder sessions)
    {
        sessions.UseStore(Store);
        foreach (var name in TestSessions.All)
        {
            sessions.AddSessionizer(name, SessionAggregators.Sum<int>(value => value)).Configure(options =>
            {
                options.Gap = TestSessions.Gap;
                options.ProducerRetention = TestSessions.Gap;
                options.Boundary = name == TestSessions.Inclusive ? GapBoundary.Inclusive : GapBoundary.Exclusive;
                options.Clock = name == TestSessions.EventTime ? SessionClock.EventTime : SessionClock.Arrival;
            });
        }
    }
}
