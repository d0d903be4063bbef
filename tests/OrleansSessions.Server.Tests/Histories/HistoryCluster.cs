using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos with the sessionizers that histories are played on.</summary>
public sealed class HistoryCluster : IAsyncLifetime
{
    // Far more than a history takes, so that what one leaves behind is long over when the next begins.
    private static readonly TimeSpan BetweenHistories = TimeSpan.FromHours(1);

    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions());
    private readonly Dictionary<HistorySessionizer, int> played = [];
    private readonly Dictionary<HistorySessionizer, HistoryLog> logs = [];
    private InProcessTestCluster? cluster;

    public SessionTestClock Clock { get; } = new();

    public InProcessTestCluster Cluster => cluster ?? throw new InvalidOperationException("The cluster has not started.");

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            Clock.Attach(silo);
            silo.AddSessions(sessions =>
            {
                sessions.UseStore(store);
                foreach (var sessionizer in HistorySessionizer.All)
                {
                    sessions.AddSessionizer(sessionizer.Name, SessionAggregators.Sum<long>(value => value)).Configure(sessionizer.Configure);
                }
            });
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

    internal HistoryLog GetLog(HistorySessionizer sessionizer)
    {
        if (!logs.TryGetValue(sessionizer, out var log))
        {
            logs.Add(sessionizer, log = new HistoryLog(Cluster.Client.GetSessions(sessionizer.Name)));
        }

        return log;
    }

    /// <summary>When the sessionizer's next history begins.</summary>
    internal DateTimeOffset BeginHistory(HistorySessionizer sessionizer)
    {
        var number = played[sessionizer] = played.GetValueOrDefault(sessionizer) + 1;
        return sessionizer.IsArrival ? Clock.Now : DateTimeOffset.UnixEpoch + (BetweenHistories * number);
    }
}
