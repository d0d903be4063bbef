using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansSessions.Server;
using OrleansSessions.Servers;

namespace OrleansSessions.Benchmarks.Silos;

/// <summary>A silo in this process, with one sessionizer: event time, a gap of 30 seconds, inclusive.</summary>
internal sealed class BenchmarkSilo : IAsyncDisposable
{
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(30);

    private static readonly SessionName<long, decimal> Name = new("benchmark");

    private readonly IHost host;
    private readonly ISessionStore store;

    private BenchmarkSilo(IHost host, ISessionStore store)
    {
        this.host = host;
        this.store = store;
        Sessions = host.Services.GetRequiredService<IClusterClient>().GetSessions(Name);
    }

    public ISessionClient<long, decimal> Sessions { get; }

    public static async Task<BenchmarkSilo> StartAsync(ISessionStore store)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort.Find(), gatewayPort: 0)
            // As the host: where there is one silo only, it is never asked where else a grain is.
            .Configure<GrainDirectoryOptions>(directory => directory.CachingStrategy = GrainDirectoryOptions.CachingStrategyType.None)
            .AddSessions(sessions => sessions
                .UseStore(store)
                .AddSessionizer(Name, SessionAggregators.Sum<long>(value => value))
                .Configure(Configure)));
        // A machine that is driven to its limit is what Orleans would warn of.
        builder.Logging.AddFilter("Orleans", LogLevel.Error).SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var host = builder.Build();
        await host.StartAsync();
        return new BenchmarkSilo(host, store);
    }

    /// <summary>Has all sessions leave memory that are idle now, as they do by themselves in the course of time.</summary>
    public async Task CollectAsync()
    {
        var known = host.Services.GetRequiredService<SessionizerCatalog>().Get(Name.Value).Keys;
        known.LoseIdle();
        known.LoseIdle();
        await host.Services.GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        if (store is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }
    }

    private static void Configure(SessionizerOptions options)
    {
        options.Gap = Gap;
        options.Boundary = GapBoundary.Inclusive;
        options.Clock = SessionClock.EventTime;
        // The work lies in the past and its watermark is declared: neither the clock nor silence may move it.
        options.MaxAhead = null;
        options.SourceIdleTimeout = null;
    }
}
