using Orleans.Runtime.Placement;
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
        foreach (var (silo, siloKeys) in cluster.Cluster.Silos.Zip(keys.Chunk(KeyCount / 2)))
        {
            // Left to itself, placement may put all keys on the silo that is less busy just then.
            RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
            await AppendAsync(sessions, siloKeys);
        }

        RequestContext.Clear();
        Assert.All(cluster.Sessionizers(sessions.Name), sessionizer => Assert.Equal(KeyCount / 2, sessionizer.Keys.Count));

        await cluster.Cluster.StopSiloAsync(cluster.Cluster.Silos[1], TestContext.Current.CancellationToken);
        if (appendsAgain)
        {
            await AppendAsync(sessions, keys);
        }

        // A gap, and the two scan intervals within which sessions that lost their silo are found.
        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 1.5);
        var closed = await new ClosedSessionCollector<int, decimal>(sessions).CollectAsync();
        Assert.Equal(keys.Order(StringComparer.Ordinal), closed.Select(session => session.Key).Order(StringComparer.Ordinal));
        Assert.All(closed, session => Assert.Equal(appendsAgain ? 2 : 1, session.Count));
    }

    private static async Task AppendAsync(ISessionClient<int, decimal> sessions, IReadOnlyCollection<string> keys)
    {
        var result = await sessions.AppendAsync(
            [.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);
        Assert.Equal(keys.Count, result.Accepted);
    }
}
