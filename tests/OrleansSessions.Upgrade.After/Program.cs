using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using OrleansSessions.Server;
using OrleansSessions.Upgrade;

// A silo of this version, to be started by tests: store, silo port, gateway port, port of the cluster's first silo.
// It ends when its input ends, or as an operating system asks for it.
var store = args[0];
var ports = args[1..4].Select(port => int.Parse(port, CultureInfo.InvariantCulture)).ToArray();

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.UseOrleans(silo =>
{
    silo.UseLocalhostClustering(ports[0], ports[1], new IPEndPoint(IPAddress.Loopback, ports[2]));

    // What is lost with a silo is to be noticed within a test's patience.
    silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(5));
    silo.AddSessions(sessions =>
    {
        Use(sessions, store);
        sessions.AddSessionizer(VisitNames.Visits, new VisitAggregator()).Configure(Configure);
        sessions.AddSessionizer(VisitNames.Reshaped, new ReshapedAggregator()).Configure(Configure);
    });
});
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine("ready");
_ = EndWithInputAsync(host.Services.GetRequiredService<IHostApplicationLifetime>());
await host.WaitForShutdownAsync();

static void Use(SessionsBuilder sessions, string store)
{
    const string Sqlite = "sqlite:";
    const string Postgres = "postgres:";
    if (store.StartsWith(Sqlite, StringComparison.Ordinal))
    {
        sessions.UseSqlite(store[Sqlite.Length..]);
    }
    else
    {
        sessions.UsePostgreSql(options => options.ConnectionString = store[Postgres.Length..]);
    }
}

static void Configure(SessionizerOptions options)
{
    options.Gap = TimeSpan.FromMinutes(30);
    options.Clock = SessionClock.EventTime;
    options.MaxAhead = null;
    options.ScanInterval = TimeSpan.FromMilliseconds(100);

    // Time goes on by events and declarations alone.
    options.SourceIdleTimeout = null;
}

static async Task EndWithInputAsync(IHostApplicationLifetime lifetime)
{
    using var input = new StreamReader(Console.OpenStandardInput());
    await input.ReadToEndAsync();
    lifetime.StopApplication();
}
