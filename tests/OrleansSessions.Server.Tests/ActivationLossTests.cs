using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

public sealed class ActivationLossTests(SessionsCluster cluster) : IClassFixture<SessionsCluster>
{
    private const int KeyCount = 50;

    private readonly ISessionClient<int, decimal> sessions = cluster.GetSessions(TestSessions.Exclusive);
    private readonly List<string> keys = [.. Enumerable.Range(0, KeyCount).Select(_ => Keys.New())];

    [Fact]
    public async Task Deactivated_ThenAppended_SessionGoesOn()
    {
        await AppendToAllAsync();
        await DeactivateAllAsync();

        await AppendToAllAsync();

        await AssertAllCloseAsync(expectedCount: 2);
    }

    [Fact]
    public async Task Deactivated_ThenNothing_ClosesOnTime()
    {
        await AppendToAllAsync();
        await DeactivateAllAsync();

        await AssertAllCloseAsync(expectedCount: 1);
    }

    [Fact]
    public async Task Migrated_ThenAppended_SessionGoesOn()
    {
        await AppendToAllAsync();
        await MigrateAllAsync();

        await AppendToAllAsync();

        await AssertAllCloseAsync(expectedCount: 2);
    }

    [Fact]
    public async Task Migrated_ThenNothing_ClosesOnTime()
    {
        await AppendToAllAsync();
        await MigrateAllAsync();

        await AssertAllCloseAsync(expectedCount: 1);
    }

    private async Task AppendToAllAsync()
    {
        var result = await sessions.AppendAsync(
            [.. keys.Select(key => new SessionEvent<int>(key, 1))], TestContext.Current.CancellationToken);
        Assert.Equal(KeyCount, result.Accepted);
    }

    private async Task DeactivateAllAsync()
    {
        foreach (var key in keys)
        {
            await cluster.Cluster.DeactivateAsync(Grain(key));
        }
    }

    private async Task MigrateAllAsync()
    {
        foreach (var key in keys)
        {
            var grainId = Grain(key).GetGrainId();
            Assert.True(cluster.Cluster.TryGetGrainContext(grainId, out var activation));
            var other = cluster.Cluster.Silos.Select(silo => silo.SiloAddress).Single(silo => !silo.Equals(activation!.Address.SiloAddress));
            await cluster.Cluster.MigrateAsync(grainId, other);
            Assert.True(cluster.Cluster.TryGetGrainContext(grainId, out var migrated));
            Assert.Equal(other, migrated!.Address.SiloAddress);
        }
    }

    private async Task AssertAllCloseAsync(int expectedCount)
    {
        await cluster.Clock.AdvanceAsync(TestSessions.Gap * 1.25);
        var closed = (await new ClosedSessionCollector<int, decimal>(sessions).CollectAsync()).ToLookup(session => session.Key);
        Assert.All(keys, key => Assert.Equal(expectedCount, Assert.Single(closed[key]).Count));
    }

    private ISessionGrain Grain(string key) =>
        cluster.Cluster.Client.GetGrain<ISessionGrain>(SessionGrainKey.Create(sessions.Name, key));
}
