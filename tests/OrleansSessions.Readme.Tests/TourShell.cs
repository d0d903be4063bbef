using System.Diagnostics;
using System.Text;
using OrleansSessions.Packages.Tests;
using OrleansSessions.Servers;

namespace OrleansSessions.Readme.Tests;

/// <summary>
/// A shell at the top of the repository. What it is given is run as it stands, but for ports that nobody uses, a temporary folder for
/// what is written, and what was built already.
/// </summary>
internal sealed class TourShell : IAsyncDisposable
{
    private const string Play = "dotnet run --project client-sample";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    // The same as the tests': <project>/bin/<configuration>/<framework>/.
    private static readonly string Configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;

    private readonly TempFolder folder = new();
    private readonly Ports ports = Ports.FindFree();
    private readonly int http = FreePort.Find();
    private Process? service;

    /// <summary>Starts the service and answers when it listens.</summary>
    public async Task StartAsync(string command)
    {
        var output = new StringBuilder();
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        service = Process.Start(Prepare(command))!;
        service.EnableRaisingEvents = true;
        service.Exited += (_, _) => started.TrySetException(new InvalidOperationException("It ended."));
        service.OutputDataReceived += (_, line) => Take(line.Data);
        service.ErrorDataReceived += (_, line) => Take(line.Data);
        service.BeginOutputReadLine();
        service.BeginErrorReadLine();
        try
        {
            await started.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"'{command}' did not start:\n{output}", exception);
        }

        void Take(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }

            if (line?.Contains("Application started", StringComparison.Ordinal) == true)
            {
                started.TrySetResult();
            }
        }
    }

    /// <summary>Runs a command to its end, which has to be a good one.</summary>
    /// <returns>What it wrote to standard output, then what it wrote to standard error.</returns>
    public async Task<string> RunAsync(string command)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var process = Process.Start(Prepare(command))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancelled);
            var error = process.StandardError.ReadToEndAsync(cancelled);
            await process.WaitForExitAsync(cancelled).WaitAsync(Patience, cancelled);
            var written = $"{(await output).TrimEnd('\n')}\n{await error}";
            Assert.True(process.ExitCode == 0, $"'{command}' ended with {process.ExitCode}:\n{written}");
            return written;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>Writes a file for commands to read.</summary>
    /// <returns>Where it is.</returns>
    public string Write(string name, string content)
    {
        File.WriteAllText(folder[name], content);
        return folder[name];
    }

    public async ValueTask DisposeAsync()
    {
        if (service is not null)
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync().WaitAsync(Patience);
            service.Dispose();
        }

        folder.Dispose();
    }

    private ProcessStartInfo Prepare(string command) => new("bash", ["-c", Adapt(command)])
    {
        WorkingDirectory = Repository.Root,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["Urls"] = $"http://127.0.0.1:{http}",
            ["Sessions__SiloPort"] = $"{ports.Silo}",
            ["Sessions__GatewayPort"] = $"{ports.Gateway}",
            ["Sessions__Data"] = folder["data"],
            ["SESSIONS_URL"] = $"http://127.0.0.1:{http}",
        },
    };

    private string Adapt(string command) =>
        (command == Play ? $"{Play} -- --gateway-port {ports.Gateway} --speed-up 6000" : command)
        .Replace("dotnet run ", $"dotnet run --no-build -c {Configuration} ", StringComparison.Ordinal)
        .Replace("curl ", "curl --silent --show-error ", StringComparison.Ordinal)
        .Replace("127.0.0.1:8080", $"127.0.0.1:{http}", StringComparison.Ordinal)
        .Replace(" visits.ndjson", $" '{folder["visits.ndjson"]}'", StringComparison.Ordinal);
}
