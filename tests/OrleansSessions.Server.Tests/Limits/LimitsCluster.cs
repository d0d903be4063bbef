using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos with limited sessionizers.</summary>
public sealed class LimitsCluster : IAsyncLifetime
{
    private SessionSilos? silos;

    public SessionSilos Silos => silos ?? throw new InvalidOperationException("The cluster has not started.");

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(2, LimitedSessions.Configure);

    public async ValueTask DisposeAsync()
    {
        if (silos is not null)
        {
            await silos.DisposeAsync();
        }
    }

    /// <summary>The closed sessions of a key, each as its values, in closing order.</summary>
    internal static async Task<List<(CloseReason Reason, int[] Values, ClosedSession Session)>> CollectAsync(
        ISessionClient<int, IReadOnlyList<TimedValue<int>>> sessions, string key)
    {
        var all = await new ClosedSessionCollector<int, IReadOnlyList<TimedValue<int>>>(sessions).CollectAsync();
        return
        [
            .. all.Where(session => session.Key == key)
                .Select(session => (session.Reason, session.Result!.Select(item => item.Value).ToArray(), (ClosedSession)session))
        ];
    }
}
