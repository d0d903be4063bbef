using System.Diagnostics;
using System.Text;
using OrleansSessions.Servers;

namespace OrleansSessions.Upgrade.Tests;

/// <summary>A silo of one version as a process of its own. Stopped by its id.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly StringBuilder output = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Process process;

    private SiloProcess(Process process) => this.process = process;

    /// <summary>Starts the first silo of a cluster, and answers when it takes calls.</summary>
    public static Task<SiloProcess> StartAsync(SiloVersion version, string store, SiloPorts ports) =>
        StartAsync(version, store, ports, ports);

    /// <summary>Starts a silo that joins the cluster of the primary one, and answers when it takes calls.</summary>
    public static async Task<SiloProcess> StartAsync(SiloVersion version, string store, SiloPorts ports, SiloPorts primary)
    {
        var start = new ProcessStartInfo("dotnet", [FindProgram(version), store, .. ports.ToArguments(primary)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var silo = new SiloProcess(Process.Start(start)!);
        try
        {
            silo.process.OutputDataReceived += (_, line) => silo.Take(line.Data);
            silo.process.ErrorDataReceived += (_, line) => silo.Take(line.Data);
            silo.process.EnableRaisingEvents = true;
            silo.process.Exited += (_, _) => silo.started.TrySetException(new InvalidOperationException("The silo ended."));
            silo.process.BeginOutputReadLine();
            silo.process.BeginErrorReadLine();
            await silo.started.Task.WaitAsync(Patience);
            return silo;
        }
        catch (Exception exception)
        {
            await silo.DisposeAsync();
            throw new InvalidOperationException($"{version} did not start:\n{silo.output}", exception);
        }
    }

    /// <summary>Lets it end in order.</summary>
    public async Task StopAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(process.ExitCode == 0, output.ToString());
    }

    /// <summary>Ends it as a power cut does, as far as a process can see.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            await KillAsync();
        }

        process.Dispose();
    }

    // Each version has its own folder: their assemblies have types of the same aliases.
    private static string FindProgram(SiloVersion version)
    {
        const string Own = "OrleansSessions.Upgrade.Tests";
        var program = $"OrleansSessions.Upgrade.{version}";
        var folder = AppContext.BaseDirectory.Replace(
            $"{Path.DirectorySeparatorChar}{Own}{Path.DirectorySeparatorChar}",
            $"{Path.DirectorySeparatorChar}{program}{Path.DirectorySeparatorChar}",
            StringComparison.Ordinal);
        return Path.Combine(folder, $"{program}.dll");
    }

    private void Take(string? line)
    {
        lock (output)
        {
            output.AppendLine(line);
        }

        if (line == "ready")
        {
            started.TrySetResult();
        }
    }
}
