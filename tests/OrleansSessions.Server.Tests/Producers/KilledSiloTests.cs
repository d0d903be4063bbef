using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class KilledSiloTests
{
    private const int KeyCount = 60;

    private readonly List<string> keys = [.. Enumerable.Range(0, KeyCount).Select(_ => Keys.New())];
    private readonly ProducerId producer = ProducerId.New();

    [Fact]
    public async Task Append_AgainAfterTheSiloWasKilled_IsADuplicateOnAnotherSilo()
    {
        await using var cluster = new ProducersCluster();
        await cluster.InitializeAsync();
        var sessions = cluster.Silos.GetSessions(ProducersCluster.Name);
        var killed = cluster.Silos.Cluster.Silos[1];
        foreach (var key in keys)
        {
            Assert.Equal(1, (await SessionSilos.AppendOnAsync(killed, sessions, Stamped(key, 1))).Accepted);
        }

        await cluster.Silos.Cluster.KillSiloAsync(killed, TestContext.Current.CancellationToken);
        var again = await sessions.AppendAsync([.. keys.Select(key => Stamped(key, 1))], TestContext.Current.CancellationToken);
        var next = await sessions.AppendAsync([.. keys.Select(key => Stamped(key, 2))], TestContext.Current.CancellationToken);

        Assert.Equal((KeyCount, KeyCount), (again.Duplicates, next.Accepted));
        await cluster.Silos.Clock.AdvanceAsync(ProducersCluster.Gap * 1.5);
        var closed = await new ClosedSessionCollector<int, decimal>(sessions).CollectAsync();
        Assert.Equal(keys.Order(StringComparer.Ordinal), closed.Select(session => session.Key).Order(StringComparer.Ordinal));
        Assert.All(closed, session => Assert.Equal(2, session.Count));
    }

    private SessionEvent<int> Stamped(string key, long sequence) => new(key, 1, Stamp: new ProducerStamp(producer, sequence));
}
