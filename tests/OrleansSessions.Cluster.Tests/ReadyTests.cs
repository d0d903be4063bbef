using OrleansSessions.Servers;

namespace OrleansSessions.Cluster.Tests;

public sealed class ReadyTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sessions-ready-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Ready_PostgreSqlGoesAndComesBack_IsNotReadyInBetweenAndStaysAlive()
    {
        await using var postgreSql = await PostgreSqlServer.StartNewAsync();
        await using var redis = new RedisServer(folder.FullName);
        await redis.StartAsync();
        await using var silo = new SiloProcess("silo", ClusterEnvironment.Read(redis.Port, postgreSql.Port));
        silo.Start();
        await silo.WaitUntilReadyAsync();

        await postgreSql.StopAsync(isCrash: true);

        var said = await silo.WaitUntilNotReadyAsync();
        Assert.Contains("\"store\":\"The store can not be written: ", said, StringComparison.Ordinal);
        Assert.Contains("\"silo\":\"ready\"", said, StringComparison.Ordinal);
        Assert.True(await silo.IsAliveAsync());

        await postgreSql.StartAsync();
        await silo.WaitUntilReadyAsync();
    }
}
