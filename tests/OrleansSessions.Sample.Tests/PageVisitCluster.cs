using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansSessions.Server;
using OrleansSessions.Testing;

namespace OrleansSessions.Sample.Tests;

/// <summary>A cluster of two silos in this process, with a time that stands still: what closes, the test closes.</summary>
internal sealed class PageVisitCluster : IAsyncDisposable
{
    /// <summary>The time of the silos. Events of the test are before it: what is far ahead of it is rejected, as from a wrong clock.</summary>
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TestCluster cluster;

    private PageVisitCluster(TestCluster cluster) => this.cluster = cluster;

    /// <summary>The sessionizer, as a client of the cluster sees it.</summary>
    public ISessionClient<PageRequest, PageVisit> Visits => ((IClusterClient)cluster.Client).GetSessions(PageVisitSessions.Name);

    /// <summary>What the subscriber grains take, on whichever silo they are.</summary>
    public VisitReport Report { get; } = SiloConfigurator.Report;

    public static async Task<PageVisitCluster> StartAsync()
    {
        SiloConfigurator.Reset();
        var builder = new TestClusterBuilder(initialSilosCount: 2);
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new PageVisitCluster(cluster);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    // Orleans makes one for each silo, so what the silos share is static; the tests of a class run one after the other.
    private sealed class SiloConfigurator : ISiloConfigurator
    {
        private static SessionTestClock clock = new(Noon);
        private static MemorySessionStore store = new(new MemorySessionStoreOptions());

        public static VisitReport Report { get; private set; } = new();

        public static void Reset()
        {
            clock = new SessionTestClock(Noon);
            store = new MemorySessionStore(new MemorySessionStoreOptions());
            Report = new VisitReport();
        }

        public void Configure(ISiloBuilder siloBuilder)
        {
            clock.Attach(siloBuilder);
            siloBuilder.Services.AddSingleton(Report);
            siloBuilder.AddPageVisits().AddSessions(sessions => sessions.UseStore(store));
        }
    }
}
