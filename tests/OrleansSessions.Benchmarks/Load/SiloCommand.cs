using System.CommandLine;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansSessions.Benchmarks.Silos;
using OrleansSessions.Server;
using OrleansSessions.Servers;

namespace OrleansSessions.Benchmarks.Load;

/// <summary>The silo that <c>load --target client</c> starts in a process of its own.</summary>
internal static class SiloCommand
{
    public const string StartedLine = "started";

    public static readonly SessionName<long, decimal> Name = new("load");

    private static readonly Option<int> Gateway = Arguments.Number("--gateway", "The port for clients.", 30_000);

    private static readonly Option<int> Gap = Arguments.Number("--gap", "The gap in milliseconds.", 10_000);

    private static readonly Option<StoreKind> Store = new("--store") { Description = "Where sessions are kept." };

    private static readonly Option<string> Place = new("--place") { Description = "The file, or the server's connection string." };

    public static Command Create()
    {
        var command = new Command("silo", "A silo for load --target client.") { Gateway, Gap, Store, Place };
        command.Hidden = true;
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(FreePort.Find(), parsed.GetValue(Gateway))
            .AddSessions(sessions => Use(sessions, parsed)
                .AddSessionizer(Name, SessionAggregators.Sum<long>(value => value))
                .Configure(options =>
                {
                    options.Gap = TimeSpan.FromMilliseconds(parsed.GetValue(Gap));
                    options.Expiry = ExpiryMode.Deadline;
                })));
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        Console.WriteLine(StartedLine);
        await host.WaitForShutdownAsync(cancellationToken);
    }

    private static SessionsBuilder Use(SessionsBuilder sessions, ParseResult parsed) => parsed.GetValue(Store) switch
    {
        StoreKind.Sqlite => sessions.UseSqlite(parsed.GetRequiredValue(Place)),
        StoreKind.Postgres => sessions.UsePostgreSql(postgres => postgres.ConnectionString = parsed.GetRequiredValue(Place)),
        _ => sessions,
    };
}
