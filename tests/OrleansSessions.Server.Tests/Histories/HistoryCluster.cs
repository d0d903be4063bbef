using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos with the sessionizers that histories are played on.</summary>
public sealed class HistoryCluster : IAsyncLifetime
{
    // Far more than a history takes, so that what one leaves behind is long over when the next begins.
    private static readonly TimeSpan BetweenHistories = TimeSpan.FromHours(1);

    private readonly Dictionary<HistorySessionizer, int> played = [];
    private readonly Dictionary<HistorySessionizer, HistoryLog> logs = [];
    private SessionSilos? silos;

    public SessionTestClock Clock => Silos.Clock;

    public InProcessTestCluster Cluster => Silos.Cluster;

    private SessionSilos Silos => silos ?? throw new InvalidOperationException("The cluster has not started.");

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(2, new ByteStore(), new SessionTestClock(), sessions =>
    {
        foreach (var sessionizer in HistorySessionizer.All)
        {
            sessions.AddSessionizer(sessionizer.Name, SessionAggregators.Sum<long>(value => value)).Configure(sessionizer.Configure);
        }
    });

    public async ValueTask DisposeAsync()
    {
        if (silos is not null)
        {
            await silos.DisposeAsync();
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
