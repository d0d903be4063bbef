using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansSessions.Fields;
using OrleansSessions.Servers;
using StackExchange.Redis;

namespace OrleansSessions.Cluster.Tests;

/// <summary>
/// Redis, PostgreSQL and silos, each a process, and a client in this one. All silos have subscriber grains: three take part in the
/// faults of silos, a fourth is there so that one with some of the subscribers can be killed while those are whole.
/// </summary>
internal sealed class TestedCluster : IAsyncDisposable
{
    private const int SiloCount = 3;

    private static readonly SessionName<FieldEvent, FieldResult> Load = new("load");
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GatewayRefresh = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sessions-cluster-");
    private IHost? client;

    private TestedCluster(PostgreSqlServer postgreSql) => (PostgreSql, Redis) = (postgreSql, new RedisServer(Path.Combine(folder.FullName, "redis")));

    public PostgreSqlServer PostgreSql { get; }

    public RedisServer Redis { get; }

    public List<SiloProcess> Silos { get; } = [];

    public SiloProcess Subscriber { get; private set; } = null!;

    public string SubscriberFolder => Path.Combine(folder.FullName, "subscriber");

    public ISessionClient<FieldEvent, FieldResult> Sessions => client!.Services.GetRequiredService<IClusterClient>().GetSessions(Load);

    public static async Task<TestedCluster> StartAsync()
    {
        var cluster = new TestedCluster(await PostgreSqlServer.StartNewAsync());
        await cluster.Redis.StartAsync();
        for (var i = 1; i <= SiloCount; i++)
        {
            cluster.AddSilo($"silo{i}");
        }

        Directory.CreateDirectory(cluster.SubscriberFolder);
        cluster.Subscriber = cluster.CreateSilo("silo0");
        foreach (var silo in cluster.Silos.Append(cluster.Subscriber))
        {
            // One after the other: together they would take each other's share of this machine, and be no sooner ready.
            silo.Start();
            await silo.WaitUntilReadyAsync();
        }

        await cluster.ConnectAsync();
        return cluster;
    }

    /// <summary>Adds a silo, which is not started yet.</summary>
    public SiloProcess AddSilo(string name)
    {
        var silo = CreateSilo(name);
        Silos.Add(silo);
        return silo;
    }

    public async ValueTask DisposeAsync()
    {
        if (client is not null)
        {
            await client.StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            client.Dispose();
        }

        foreach (var silo in Silos.Append(Subscriber))
        {
            await silo.DisposeAsync();
        }

        await Redis.DisposeAsync();
        await PostgreSql.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private SiloProcess CreateSilo(string name)
    {
        var environment = ClusterEnvironment.Read(Redis.Port, PostgreSql.Port);
        environment["SUBSCRIBER_FOLDER"] = SubscriberFolder;
        return new SiloProcess(name, environment);
    }

    private async Task ConnectAsync()
    {
        var environment = ClusterEnvironment.Read(Redis.Port, PostgreSql.Port);
        var redis = ConfigurationOptions.Parse(environment["Sessions__Redis"]);
        redis.AbortOnConnectFail = false;
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(orleans => orleans
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = environment["Sessions__Cluster"])
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = CallTimeout)
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = GatewayRefresh)
            .UseRedisClustering(options => options.ConfigurationOptions = redis)
            .UseConnectionRetryFilter((_, _) => Task.FromResult(true)));
        client = builder.Build();
        await client.StartAsync();
    }
}
