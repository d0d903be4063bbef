using Microsoft.Extensions.Hosting;
using OrleansSessions;

var clicks = new SessionName<string, long>("clicks");
var builder = Host.CreateApplicationBuilder(args);
builder.UseOrleans(silo => silo
    .UseLocalhostClustering()
    .AddSessions(sessions => sessions
        .AddSessionizer(clicks, SessionAggregators.Count<string>())
        .Configure(options => options.Gap = TimeSpan.FromSeconds(5))));
await builder.Build().RunAsync();
