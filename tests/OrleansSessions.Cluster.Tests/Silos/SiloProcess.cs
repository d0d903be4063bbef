using System.Globalization;
using System.Net;
using OrleansSessions.Servers;

namespace OrleansSessions.Cluster.Tests;

/// <summary>A silo of the cluster: the host as a process of its own, that keeps its ports over restarts.</summary>
internal sealed class SiloProcess(string name, IReadOnlyDictionary<string, string> environment) : IAsyncDisposable
{
    // The host, and beside it subscriber grains.
    private const string Program = "OrleansSessions.Cluster.Subscriber.dll";

    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    // Longer than a health check takes at most.
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly int siloPort = FreePort.Find();
    private readonly int gatewayPort = FreePort.Find();
    private readonly int httpPort = FreePort.Find();
    private ChildProcess? process;

    public string Name => name;

    /// <summary>The last lines that it has written.</summary>
    public string Output => process?.Output ?? "";

    /// <summary>Where it answers a path over HTTP.</summary>
    public Uri AddressOf(string path) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{httpPort}/{path}"));

    public bool IsRunning => process is { HasExited: false };

    public void Start()
    {
        process?.Dispose();
        process = ChildProcess.Start(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, Program), "--urls", $"http://127.0.0.1:{httpPort}", "--Sessions:Address=127.0.0.1",
                $"--Sessions:SiloPort={siloPort}", $"--Sessions:GatewayPort={gatewayPort}",
            ],
            new Dictionary<string, string>(environment, StringComparer.Ordinal)
            {
                // Several silos share this machine's few cores.
                ["DOTNET_gcServer"] = "0",
                ["SILO"] = name,
            });
    }

    /// <summary>Waits until it is ready by its own word.</summary>
    public Task WaitUntilReadyAsync() => Eventually.Async($"{name} is ready", StartPatience, Pause, async () =>
    {
        if (!IsRunning)
        {
            throw new InvalidOperationException($"{name} has ended:\n{Output}");
        }

        try
        {
            using var answer = await Http.GetAsync(AddressOf("health/ready"));
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    });

    /// <summary>Waits until it is not ready, though it runs.</summary>
    /// <returns>What it says of that.</returns>
    public async Task<string> WaitUntilNotReadyAsync()
    {
        var said = "";
        await Eventually.Async($"{name} is not ready", StopPatience, Pause, async () =>
        {
            using var answer = await Http.GetAsync(AddressOf("health/ready"));
            said = await answer.Content.ReadAsStringAsync();
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        return said;
    }

    /// <summary>Whether it answers at all.</summary>
    public async Task<bool> IsAliveAsync()
    {
        using var answer = await Http.GetAsync(AddressOf("health/live"));
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Whether another silo is active in the cluster, as this one sees it.</summary>
    public async Task<bool> KnowsAsync(SiloProcess other)
    {
        var overview = await Http.GetStringAsync(AddressOf("sessionizers/load"));
        return overview.Contains(string.Create(CultureInfo.InvariantCulture, $"\"127.0.0.1:{other.siloPort}@"), StringComparison.Ordinal);
    }

    public Task KillAsync() => process!.KillAsync();

    /// <summary>Asks it to stop, and fails when it does not within half a minute.</summary>
    public async Task TerminateAsync()
    {
        process!.Signal("TERM");
        var code = await process.WaitForExitAsync(StopPatience);
        if (code != 0)
        {
            throw new InvalidOperationException($"{name} has stopped with exit code {code}:\n{Output}");
        }
    }

    public void Freeze() => process!.Signal("STOP");

    public void Thaw() => process!.Signal("CONT");

    /// <summary>Whether it ends by itself in time, as one does that learns that it was declared dead.</summary>
    public async Task<bool> EndsByItselfAsync(TimeSpan within)
    {
        try
        {
            await process!.WaitForExitAsync(within);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await KillAsync();
        }

        process?.Dispose();
    }
}
