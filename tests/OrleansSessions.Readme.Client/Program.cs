using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OrleansSessions;

using var host = Host.CreateDefaultBuilder(args).UseOrleansClient(client => client.UseLocalhostClustering()).Build();
await host.StartAsync();
var clicks = host.Services.GetRequiredService<IClusterClient>().GetSessions(new SessionName<string, long>("clicks"));
await clicks.AppendAsync([new("ann", "/home"), new("ann", "/cart")]);
await foreach (var session in clicks.ReadClosedAsync(SessionCursor.Beginning).Take(1))
    Console.WriteLine($"{session.Key} made {session.Result} clicks, the last at {session.LastEvent:T}");
await host.StopAsync();
