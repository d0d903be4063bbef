using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansSessions.Servers;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>A client of the newer version that reaches the cluster through one silo.</summary>
internal sealed class SiloClient : IAsyncDisposable
{
    private readonly IHost host;
    private readonly string source;

    private SiloClient(IHost host, string source) => (this.host, this.source) = (host, source);

    // Named, so that the client of the next silo is the same source, and the watermark does not wait for the one before.
    public ISessionClient<Visit, VisitSummary> Visits => Cluster.GetSessions(VisitNames.Visits).AsSource(source);

    public ISessionClient<Visit, long> Reshaped => Cluster.GetSessions(VisitNames.Reshaped).AsSource(source);

    private IClusterClient Cluster => host.Services.GetRequiredService<IClusterClient>();

    public static async Task<SiloClient> ConnectAsync(SiloPorts silo, string source)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(silo.Gateway)
            .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromMilliseconds(500))
            .Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new SiloClient(host, source);
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
