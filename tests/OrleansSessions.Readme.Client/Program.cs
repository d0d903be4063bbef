using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansSessions;

var builder = Host.CreateApplicationBuilder(args);
builder.UseOrleansClient(client => client.UseLocalhostClustering());
using var host = builder.Build();
await host.StartAsync();
var clicks = host.Services.GetRequiredService<IClusterClient>().GetSessions(new SessionName<string, long>("clicks"));
await clicks.AppendAsync([new("ann", "/home"), new("ann", "/cart")]);
await foreach (var session in clicks.ReadClosedAsync(SessionCursor.Beginning))
    Console.WriteLine($"{session.Key} made {session.Result} clicks, the last at {session.LastEvent:T}");
