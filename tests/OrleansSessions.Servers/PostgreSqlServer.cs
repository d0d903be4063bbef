using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OrleansSessions.Servers;

/// <summary>A PostgreSQL server of its own, on the loopback address and a free port, with its data in a temporary folder.</summary>
/// <remarks>The server refuses to run as root: then it runs as the user that the package has made for it.</remarks>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string ServersUser = "postgres";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Path.Combine(Path.GetTempPath(), $"sessions-pg-{Guid.NewGuid():N}");
    private readonly string[] settings;
    private Process? process;

    private PostgreSqlServer(string[] settings) => this.settings = settings;

    public int Port { get; } = FreePort.Find();

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=postgres;Username=postgres;Timeout=5";

    private string DataFolder => Path.Combine(folder, "data");

    /// <param name="settings">The server's own settings, as <c>shared_buffers=1GB</c>; otherwise its defaults hold.</param>
    public static async Task<PostgreSqlServer> StartNewAsync(params string[] settings)
    {
        DebianPackage.Require("psql", "postgresql");
        var server = new PostgreSqlServer(settings);
        Directory.CreateDirectory(server.folder);
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", ServersUser, server.folder);
        }

        await RunAsync(AsServer(
            ServerPrograms.Find("initdb"), "-D", server.DataFolder, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"));
        await server.StartAsync();
        return server;
    }

    public async Task StartAsync()
    {
        string[] command = AsServer([
            ServerPrograms.Find("postgres"),
            "-D", DataFolder, "-p", Port.ToString(CultureInfo.InvariantCulture), "-c", "listen_addresses=127.0.0.1",
            "-c", "unix_socket_directories=", "-c", "max_connections=200", "-c", "fsync=on", "-c", "logging_collector=on",
            .. settings.SelectMany(setting => new[] { "-c", setting })]);
        process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = "/" })!;
        var started = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new InvalidOperationException($"PostgreSQL did not start; its log is in {DataFolder}/log.");
            }
        }
    }

    /// <summary>Stops as <c>pg_ctl stop -m immediate</c>, which the server takes as a crash, or cleanly.</summary>
    public async Task StopAsync(bool isCrash)
    {
        if (process is { } running)
        {
            process = null;
            await RunAsync("kill", isCrash ? "-QUIT" : "-INT", running.Id.ToString(CultureInfo.InvariantCulture));
            await running.WaitForExitAsync().WaitAsync(Patience);
            running.Dispose();
        }
    }

    public async Task<object?> ExecuteAsync(string text, string? connectionString = null)
    {
        await using var connection = new NpgsqlConnection((connectionString ?? ConnectionString) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(isCrash: true);
        Directory.Delete(folder, recursive: true);
    }

    // Replaced by the server without a process in between, so that the process that is started is the server.
    private static string[] AsServer(params string[] command) => Environment.IsPrivilegedProcess
        ? ["setpriv", $"--reuid={ServersUser}", $"--regid={ServersUser}", "--clear-groups", .. command]
        : command;

    private static async Task RunAsync(params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = await process.StandardError.ReadToEndAsync();
        await output;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {error}");
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await ExecuteAsync("select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
