using System.Diagnostics;

namespace OrleansSessions.Host.Tests;

/// <summary>The built program, as a process of its own.</summary>
internal static class HostProgram
{
    /// <summary>Starts it with all its streams redirected. Who calls this stops it.</summary>
    /// <param name="arguments">What it is told.</param>
    /// <param name="environment">What its environment has beside this one's.</param>
    public static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "silo-host.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    public static Task<HostRun> ReplayAsync(string file, params string[] options) => RunAsync(["replay", file, .. options]);

    public static async Task<HostRun> RunAsync(
        IEnumerable<string> arguments, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var process = Start(arguments, environment);
        try
        {
            using var output = new MemoryStream();
            var reading = process.StandardOutput.BaseStream.CopyToAsync(output, cancelled);
            var error = process.StandardError.ReadToEndAsync(cancelled);
            await WriteAsync(process, input ?? [], cancelled);
            await process.WaitForExitAsync(cancelled);
            await reading;
            return new HostRun(process.ExitCode, output.ToArray(), await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task WriteAsync(Process process, byte[] input, CancellationToken cancelled)
    {
        await process.StandardInput.BaseStream.WriteAsync(input, cancelled);
        process.StandardInput.Close();
    }
}
