using Orleans.TestingHost;
using OrleansSessions.Core.Tests;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos with a sessionizer for each scenario.</summary>
public sealed class ConformanceCluster : IAsyncLifetime
{
    private readonly SessionTestClock clock = new();
    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions());
    private InProcessTestCluster? cluster;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            clock.Attach(silo);
            silo.AddSessions(ConfigureSessions);
        });
        cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }

    internal ISessionClient<long, decimal> GetSessions(Scenario scenario) => cluster!.Client.GetSessions(NameOf(scenario));

    private static SessionName<long, decimal> NameOf(Scenario scenario) => new(scenario.Id);

    private void ConfigureSessions(SessionsBuilder sessions)
    {
        sessions.UseStore(store);
        foreach (var scenario in Scenarios.All)
        {
            var gaps = scenario.Steps.Select(step => step.Event?.GapMs ?? scenario.GapMs ?? 1).ToList();
            sessions.AddSessionizer(NameOf(scenario), SessionAggregators.Sum<long>(value => value)).Configure(options =>
            {
                options.Clock = SessionClock.EventTime;
                options.Gap = TimeSpan.FromMilliseconds(scenario.GapMs ?? gaps.Min());
                options.LongestGap = TimeSpan.FromMilliseconds(gaps.Max());
                options.ScanInterval = SessionizerOptions.MaxScanInterval;
                options.Boundary = Enum.Parse<GapBoundary>(scenario.Boundary, ignoreCase: true);
                options.AllowedLateness = TimeSpan.FromMilliseconds(scenario.AllowedLatenessMs);
            });
        }
    }
}
