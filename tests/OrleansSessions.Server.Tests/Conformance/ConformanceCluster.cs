using OrleansSessions.Core.Tests;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos with a sessionizer for each scenario.</summary>
public sealed class ConformanceCluster : IAsyncLifetime
{
    private SessionSilos? silos;

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(2, ConfigureSessions);

    public async ValueTask DisposeAsync()
    {
        if (silos is not null)
        {
            await silos.DisposeAsync();
        }
    }

    internal ISessionClient<long, decimal> GetSessions(Scenario scenario) => silos!.GetSessions(NameOf(scenario));

    private static SessionName<long, decimal> NameOf(Scenario scenario) => new(scenario.Id);

    private void ConfigureSessions(SessionsBuilder sessions)
    {
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
