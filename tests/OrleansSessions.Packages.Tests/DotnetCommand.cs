using System.Diagnostics;

namespace OrleansSessions.Packages.Tests;

/// <summary>A command of the .NET SDK, run to its end.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs it, and fails with all that it wrote unless it succeeds.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="arguments">What it is told.</param>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(string folder, params IEnumerable<string> arguments)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var process = Process.Start(Prepare(folder, arguments))!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancelled);
            var error = process.StandardError.ReadToEndAsync(cancelled);
            await process.WaitForExitAsync(cancelled);
            var text = await output + await error;
            Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
            return text;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    public static ProcessStartInfo Prepare(string folder, params IEnumerable<string> arguments) => new("dotnet", arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["CI"] = "true",
            // Servers that outlive the command would hold its output open.
            ["MSBUILDDISABLENODEREUSE"] = "1",
            ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0",
            ["UseSharedCompilation"] = "false",
        },
    };
}
