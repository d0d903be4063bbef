using System.Diagnostics;
using System.Text;
using OrleansSessions.Servers;

namespace OrleansSessions.Host.Tests.Service;

/// <summary>The service as a process of its own, on free loopback ports. Stopped by its id.</summary>
public class ServiceProcess : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly StringBuilder output = new();
    private readonly string[] store;
    private IReadOnlyDictionary<string, string>? environment;
    private Process? process;

    public ServiceProcess()
        : this("--Sessions:Store=memory")
    {
    }

    protected ServiceProcess(params string[] settings) => store = settings;

    public HttpClient Http { get; } = new() { Timeout = Patience };

    internal int ProcessId => process!.Id;

    internal int Port { get; } = FreePort.Find();

    internal string[] Settings { get; } =
    [
        $"--Sessions:SiloPort={FreePort.Find()}", $"--Sessions:GatewayPort={FreePort.Find()}",
        "--Sessions:Sessionizers:fast:Gap=1s", "--Sessions:Sessionizers:fast:Aggregates:0=sum_n", "--Sessions:Sessionizers:quick:Gap=200ms",
        "--Sessions:Sessionizers:trips:Clock=EventTime", "--Sessions:Sessionizers:trips:Gap=10m", "--Sessions:Sessionizers:trips:Aggregates:0=sum_n",
        "--Sessions:Sessionizers:trips:SourceIdleTimeout=never", "--Sessions:Sessionizers:trips:MaxAhead=any",
        "--Sessions:Sessionizers:trips:ProducerRetention=1h",
        "--Sessions:Sessionizers:trips:EndWhen:Field=arrived", "--Sessions:Sessionizers:trips:EndWhen:Value=true",
    ];

    /// <summary>Starts one that keeps its sessions in a folder, as it does by default.</summary>
    internal static Task<ServiceProcess> StartInAsync(DataFolder folder, params IEnumerable<string> settings) =>
        StartInAsync(folder.Path, settings);

    internal static async Task<ServiceProcess> StartInAsync(string folder, params IEnumerable<string> settings)
    {
        var service = new ServiceProcess([$"--Sessions:Data={folder}", .. settings]);
        await service.InitializeAsync();
        return service;
    }

    /// <summary>Starts one that keeps its sessions in a folder, with an environment of its own.</summary>
    internal static async Task<ServiceProcess> StartInAsync(DataFolder folder, IReadOnlyDictionary<string, string> environment)
    {
        var service = new ServiceProcess($"--Sessions:Data={folder.Path}") { environment = environment };
        await service.InitializeAsync();
        return service;
    }

    /// <summary>Starts one that keeps its sessions in memory, with further settings; the later go before the earlier.</summary>
    internal static async Task<ServiceProcess> StartWithAsync(params IEnumerable<string> settings)
    {
        var service = new ServiceProcess(["--Sessions:Store=memory", .. settings]);
        await service.InitializeAsync();
        return service;
    }

    /// <summary>All that it has written to standard output and standard error.</summary>
    internal string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public async ValueTask InitializeAsync()
    {
        process = HostProgram.Start([$"--urls=http://127.0.0.1:{Port}", .. Settings, .. store], environment);
        process.StandardInput.Close();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.OutputDataReceived += (_, line) =>
        {
            Take(line.Data);
            if (line.Data is null)
            {
                started.TrySetException(new InvalidOperationException($"The service ended:\n{output}"));
            }
            else if (line.Data.Contains("Application started", StringComparison.Ordinal))
            {
                started.TrySetResult();
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Http.BaseAddress = new Uri($"http://127.0.0.1:{Port}/sessionizers/");
        await started.Task.WaitAsync(Patience);
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Http.Dispose();
        if (process is not null)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>Ends it as a crash does: <c>kill -9</c>.</summary>
    internal async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Asks it to stop, as an operating system does.</summary>
    internal void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }

    /// <summary>Asks it to stop and waits until it has.</summary>
    /// <returns>The exit code.</returns>
    internal async Task<int> TerminateAsync(TimeSpan within)
    {
        Terminate();
        return await WaitForExitAsync(within);
    }

    internal async Task<int> WaitForExitAsync(TimeSpan within)
    {
        await process!.WaitForExitAsync().WaitAsync(within);
        return process.ExitCode;
    }

    private void Take(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }
    }
}
