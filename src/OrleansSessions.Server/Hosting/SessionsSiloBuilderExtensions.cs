using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Providers;
using Orleans.Serialization;
using Orleans.Streams;
using OrleansSessions;
using OrleansSessions.Server;

namespace Orleans.Hosting;

/// <summary>Sessions in a silo.</summary>
public static class SessionsSiloBuilderExtensions
{
    private static readonly TimeSpan PullPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MinDeliveryPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxDeliveryPause = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Adds session windows to the silo: the sessionizers, the scanner, the store (in memory unless another is registered),
    /// and the stream provider <see cref="SessionStreams.ProviderName"/>. Every silo of a cluster must add the same sessionizers.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Adds the sessionizers.</param>
    public static ISiloBuilder AddSessions(this ISiloBuilder builder, Action<SessionsBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions();
        services.AddSessionTelemetry();
        services.TryAddSingleton<SessionizerCatalog>();
        services.TryAddSingleton<MemorySessionStoreOptions>();
        services.TryAddSingleton<ISessionStore, MemorySessionStore>();
        services.TryAddSingleton<GroupCommitter>();
        services.TryAddSingleton<GroupLoader>();
        services.TryAddSingleton<LogReader>();
        services.TryAddSingleton<SessionScannerClient>();
        services.TryAddSingleton<ClusterScanners>();
        services.TryAddSingleton<LoneSilo>();
        services.TryAddSingleton<SessionServices>();
        services.TryAddSingleton<SessionIngresses>();
        services.TryAddSingleton<ILocalIngresses>(provider => provider.GetRequiredService<SessionIngresses>());
        var isFirst = false;
        if (!services.Any(service => service.ImplementationType == typeof(SessionsLifecycle)))
        {
            services.AddSingleton<IConfigurationValidator, SessionsConfigurationValidator>();
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SessionsLifecycle>();
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SubscriberClasses>();
            builder.AddGrainService<SessionScanner>();
            isFirst = true;
        }

        var sessions = new SessionsBuilder(services);
        configure(sessions);
        if (isFirst)
        {
            AddStreams(builder, sessions.StreamPubSubType);
        }

        return builder;
    }

    private static void AddStreams(ISiloBuilder builder, StreamPubSubType pubSubType) => builder.AddPersistentStreams(
        SessionStreams.ProviderName,
        (services, _) => new ClosedStreamAdapterFactory(
            services.GetRequiredService<ISessionStore>(),
            services.GetRequiredService<Serializer>(),
            services.GetRequiredService<LogLags>(),
            services.GetRequiredService<CommitTraces>(),
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>()),
        streams =>
        {
            streams.ConfigurePullingAgent(options => options.Configure(agent =>
            {
                agent.GetQueueMsgsTimerPeriod = PullPeriod;
                // With a limit, what a consumer can not take in time would be skipped and the checkpoint would pass it.
                agent.MaxEventDeliveryTime = Timeout.InfiniteTimeSpan;
            }));
            streams.ConfigureStreamPubSub(pubSubType);
            streams.ConfigureBackoffProvider(
                (_, _) => (IMessageDeliveryBackoffProvider)new DeliveryPauses(MinDeliveryPause, MaxDeliveryPause));
        });
}
