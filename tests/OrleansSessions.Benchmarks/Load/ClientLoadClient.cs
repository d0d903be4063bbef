using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSessions.Servers;

namespace OrleansSessions.Benchmarks.Load;

/// <summary>Sends typed events as an Orleans client.</summary>
internal sealed class ClientLoadClient : ILoadClient
{
    private readonly ChildSilo silo;
    private readonly IHost host;
    private readonly ISessionClient<long, decimal> sessions;

    private ClientLoadClient(ChildSilo silo, IHost host)
    {
        this.silo = silo;
        this.host = host;
        sessions = host.Services.GetRequiredService<IClusterClient>().GetSessions(SiloCommand.Name);
    }

    public static async Task<ClientLoadClient> StartAsync(LoadOptions options, LoadStore store)
    {
        var gateway = FreePort.Find();
        var silo = await ChildSilo.StartAsync(
            "OrleansSessions.Benchmarks.dll",
            [
                "silo", "--gateway", gateway.ToString(CultureInfo.InvariantCulture), "--store", store.Kind.ToString(), "--place", store.Place,
                "--gap", options.Gap.TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            ],
            line => line == SiloCommand.StartedLine);
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleansClient(client => client.UseStaticClustering(new IPEndPoint(IPAddress.Loopback, gateway)));
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole();
        var host = builder.Build();
        await host.StartAsync();
        return new ClientLoadClient(silo, host);
    }

    public async Task AppendAsync(ReadOnlyMemory<int> keys)
    {
        var events = new SessionEvent<long>[keys.Length];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = new SessionEvent<long>(string.Create(CultureInfo.InvariantCulture, $"k{keys.Span[i]}"), 1);
        }

        var result = await sessions.AppendAsync(events);
        if (result.Accepted != events.Length)
        {
            throw new InvalidOperationException($"{events.Length - result.Accepted} of {events.Length} events were not accepted: {result.Problems[0].Reason}");
        }
    }

    public async IAsyncEnumerable<DateTimeOffset> ReadEndsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var session in sessions.ReadClosedAsync(SessionCursor.Beginning, cancellationToken))
        {
            yield return session.End;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        await silo.DisposeAsync();
    }
}
