using System.Globalization;
using System.Net.Sockets;
using OrleansSessions.Servers;

namespace OrleansSessions.Cluster.Tests;

/// <summary>A Redis server of its own, on loopback and a free port, that keeps its data as the cluster's does.</summary>
internal sealed class RedisServer(string folder) : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private ChildProcess? process;

    public int Port { get; } = FreePort.Find();

    public async Task StartAsync()
    {
        Directory.CreateDirectory(folder);
        process = ChildProcess.Start(
            DebianPackage.Require("redis-server", "redis-server"),
            [
                "--port", Port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", folder, "--save", "",
                "--appendonly", "yes", "--appendfsync", "always",
            ],
            new Dictionary<string, string>());
        await Eventually.Async("Redis listens", Patience, Pause, CanConnectAsync);
    }

    /// <summary>Ends it as a crash does.</summary>
    public async Task KillAsync()
    {
        if (process is { } running)
        {
            process = null;
            await running.KillAsync();
            running.Dispose();
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task<bool> CanConnectAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
