using Orleans.Configuration;
using StackExchange.Redis;

namespace OrleansSessions.Host.Clustering;

internal static class ClusteringExtensions
{
    private const string PubSubStore = "PubSubStore";

    /// <summary>Makes the silo one alone, or one of the cluster that Redis knows.</summary>
    public static ISiloBuilder UseCluster(this ISiloBuilder silo, ClusterSettings cluster) => cluster.Redis is { } redis
        ? UseRedis(silo, cluster, redis)
        : silo.UseLocalhostClustering(cluster.SiloPort, cluster.GatewayPort)
            // All grains are here: remembering where each is would take more memory than an idle session does.
            .Configure<GrainDirectoryOptions>(options => options.CachingStrategy = GrainDirectoryOptions.CachingStrategyType.None)
            .UseInMemoryReminderService()
            .AddMemoryGrainStorage(PubSubStore);

    private static ISiloBuilder UseRedis(ISiloBuilder silo, ClusterSettings cluster, ConfigurationOptions redis) => silo
        .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = cluster.Name)
        .Configure<ClusterMembershipOptions>(options =>
        {
            options.ProbeTimeout = cluster.ProbeTimeout;
            // A silo that was declared dead while it could not run learns of it at its next look, and must not serve for long.
            options.TableRefreshTimeout = cluster.ProbeTimeout * 5;
            // Silos that died together with all others are known to be dead, at other addresses, by the age of their last sign.
            options.IAmAliveTablePublishTimeout = cluster.ProbeTimeout * 5;
        })
        .ConfigureEndpoints(cluster.Address, cluster.SiloPort, cluster.GatewayPort)
        .UseRedisClustering(options => options.ConfigurationOptions = redis)
        .UseRedisReminderService(options => options.ConfigurationOptions = redis)
        .AddRedisGrainStorage(PubSubStore, options => options.ConfigurationOptions = redis);
}
