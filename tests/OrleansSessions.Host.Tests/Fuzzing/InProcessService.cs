using Microsoft.AspNetCore.Builder;
using OrleansSessions.Host.Commands;
using OrleansSessions.Servers;

namespace OrleansSessions.Host.Tests.Fuzzing;

/// <summary>The service in this process, behind its real server, so that its memory can be looked at.</summary>
public sealed class InProcessService : IAsyncLifetime
{
    private readonly DataFolder folder = new();
    private readonly int port = FreePort.Find();
    private readonly WebApplication app;

    public InProcessService()
    {
        app = SessionService.Build(
        [
            $"--urls=http://127.0.0.1:{port}", $"--Sessions:SiloPort={FreePort.Find()}", $"--Sessions:GatewayPort={FreePort.Find()}",
            $"--Sessions:Data={folder.Path}", "--Logging:LogLevel:Default=Error", "--Sessions:Sessionizers:fast:Gap=1s", "--Sessions:Sessionizers:fast:Aggregates:0=list_n",
            "--Sessions:Sessionizers:fast:MaxEvents=100",
            "--Sessions:Limits:LineBytes=2048", "--Sessions:Limits:BodyBytes=100000", "--Sessions:Limits:DecompressedBytes=200000",
            "--Sessions:Limits:Fields=20", "--Sessions:Limits:FieldBytes=500",
        ], settingsFile: null).App;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}/"),
            Timeout = TimeSpan.FromSeconds(40),
        };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => app.Services;

    public async ValueTask InitializeAsync() => await app.StartAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        folder.Dispose();
    }
}
