using OrleansSessions.ClientSample;
using OrleansSessions.Fields;
using OrleansSessions.Host.Commands;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Replay;

/// <summary>A silo for one replay, in this process and reachable by nobody.</summary>
internal sealed class ReplaySilo : IAsyncDisposable
{
    private static readonly SessionName<FieldEvent, FieldResult> Name = new("replay");

    private readonly IHost host;

    private ReplaySilo(IHost host) => this.host = host;

    public ISessionClient<FieldEvent, FieldResult> Sessions => host.Services.GetRequiredService<IClusterClient>().GetSessions(Name);

    /// <exception cref="CommandException">The options do not fit together.</exception>
    public static async Task<ReplaySilo> StartAsync(ReplayOptions options, CancellationToken cancellationToken)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(SiloPort.FindFree(), gatewayPort: 0)
            .AddSessions(sessions => Configure(sessions, options)));
        // The silo is stopped without waiting for what it has begun, which it would call an error.
        builder.Logging.AddFilter("Orleans", LogLevel.Critical).AddFilter("Polly", LogLevel.Critical)
            .AddFilter("OrleansSessions", LogLevel.Warning)
            .SetMinimumLevel(LogLevel.Warning)
            .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var host = builder.Build();
        try
        {
            if (host.Services.FindBrokenRules() is { Count: > 0 } broken)
            {
                throw new CommandException(string.Join(Environment.NewLine, broken), ExitCodes.WrongUsage);
            }

            await host.StartAsync(cancellationToken);
            return new ReplaySilo(host);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Nothing is worth waiting for: what was read has been written, and the store goes with the process.
        await host.StopAsync(new CancellationToken(canceled: true));
        host.Dispose();
    }

    private static void Configure(SessionsBuilder sessions, ReplayOptions options)
    {
        var sessionizer = sessions
            .UseStore(new MemorySessionStore(new MemorySessionStoreOptions { MaxLogEntries = int.MaxValue }))
            .AddSessionizer(Name, new FieldAggregator(options.Aggregates))
            .Configure(options.Apply);
        if (options.EndWhen is { } end)
        {
            sessionizer.EndWhen(end.IsMatch);
        }
    }
}
