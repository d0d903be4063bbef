using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class SiloStopTests
{
    private const int KeyCount = 200;

    private readonly List<string> keys = [.. Enumerable.Range(0, KeyCount).Select(_ => Keys.New())];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SiloStopped_InMidSession_EverySessionGoesOnAndClosesOnce(bool appendsAgain)
    {
        await using var cluster = new SessionsCluster();
        await cluster.InitializeAsync();
        var sessions = cluster.GetSessions(TestSessions.Exclusive);
        await AppendToAllAsync(sessions);
        Assert.All(cluster.Sessionizers(sessions.Name), sessionizer => Assert.NotEqual(0, sessionizer.Sessions.Count));

        await cluster.Cluster.StopSiloAsync(cluster.Cluster.Silos[1], TestContext.Current.CancellationToken);
        if (appendsAgain)
        {
            await AppendToAllAsync(sessions);
        }

        // A gap, and the two scan intervals within which sessions that lost their silo are found.
        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 1.5);
        var closed = await new ClosedSessionCollector<int, decimal>(sessions).CollectAsync();
        Assert.Equal(keys.Order(StringComparer.Ordinal), closed.Select(session => session.Key).Order(StringComparer.Ordinal));
        Assert.All(closed, session => Assert.Equal(appendsAgain ? 2 : 1, session.Count));
    }

    private async Task AppendToAllAsync(ISessionClient<int, decimal> sessions)
    {
        var result = await sessions.AppendAsync(
            [.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);
        Assert.Equal(KeyCount, result.Accepted);
    }
}
