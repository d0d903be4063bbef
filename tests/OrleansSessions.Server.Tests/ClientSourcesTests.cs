namespace OrleansSessions.Server.Tests;

public sealed class ClientSourcesTests(SessionsCluster cluster) : IClassFixture<SessionsCluster>
{
    private readonly ISessionClient<int, decimal> sessions = cluster.GetSessions(TestSessions.Exclusive);

    [Fact]
    public void AsSource_NamesWithoutEnd_AreNotKeptWithoutEnd()
    {
        var sources = ClientSources.Of(cluster.Cluster.Client);

        for (var round = 0; round < 20; round++)
        {
            for (var i = 0; i < 1_000; i++)
            {
                sessions.AsSource($"source-{round}-{i}");
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.InRange(sources.Count, 1, 8_000);
    }

    [Fact]
    public async Task AsSource_SameNameAgain_GoesOnWhereItWas()
    {
        var key = Keys.New();
        await sessions.AsSource("again").AppendAsync([new(key, 1)], TestContext.Current.CancellationToken);
        await sessions.AsSource("again").AppendAsync([new(key, 2)], TestContext.Current.CancellationToken);

        Assert.Equal(3, Assert.Single(await sessions.GetOpenAsync(key)).Result);
    }
}
