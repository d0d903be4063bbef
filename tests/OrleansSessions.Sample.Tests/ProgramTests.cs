using System.Diagnostics;
using OrleansSessions.Servers;

namespace OrleansSessions.Sample.Tests;

/// <summary>The program, as a process of its own.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task OwnSilo_TheSampleLog_TellsByWhichPagesVisitorsCame()
    {
        var (exitCode, output, error) = await RunAsync("own-silo");

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            [
                "  846 visits came by /ksc.html: 2.4 pages each, 657 left from there",
                "  510 visits came by /: 3.0 pages each, 248 left from there",
                "  153 visits came by /shuttle/missions/missions.html: 5.1 pages each, 42 left from there",
                "  119 visits came by /software/winvn/winvn.html: 1.4 pages each, 111 left from there",
                "   97 visits came by /shuttle/missions/sts-69/mission-sts-69.html: 3.0 pages each, 50 left from there",
                "30,969 requests, 0 late, 5,187 sent again and not counted again, 2,989 visits.",
            ],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task NoSilo_SaysHowToStartOneAndWaitsForIt()
    {
        var port = FreePort.Find();

        var (exitCode, output, error) = await RunAsync("--gateway-port", $"{port}", "--wait", "1");

        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith(
            $"Waiting for a silo at 127.0.0.1:{port}. To start one: dotnet run --project silo-host\n"
                + $"No silo has answered at 127.0.0.1:{port} in 1 s: ",
            error,
            StringComparison.Ordinal);
        Assert.Equal(2, error.Count(letter => letter == '\n'));
    }

    [Theory]
    [InlineData("--speed-up", "0", "--speed-up must be more than 0 and at most 1,000,000, but is 0.")]
    [InlineData("--speed-up", "1000001", "--speed-up must be more than 0 and at most 1,000,000, but is 1000001.")]
    [InlineData("--gateway-port", "0", "--gateway-port must be 1 to 65,535, but is 0.")]
    [InlineData("--wait", "-1", "--wait must be 0 to 3,600 seconds, but is -1.")]
    [InlineData("--gateway-port", "65536", "--gateway-port must be 1 to 65,535, but is 65536.")]
    public async Task WrongValue_NamesItAndTheRule(string option, string value, string expected)
    {
        var (exitCode, _, error) = await RunAsync(option, value);

        Assert.Equal(1, exitCode);
        Assert.StartsWith(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_NamesWhatItDoes()
    {
        var (exitCode, output, _) = await RunAsync("--help");

        Assert.Equal(0, exitCode);
        Assert.Contains("--speed-up", output, StringComparison.Ordinal);
        Assert.Contains("own-silo", output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var cancelled = TestContext.Current.CancellationToken;
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "client-sample.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancelled);
            var error = process.StandardError.ReadToEndAsync(cancelled);
            await process.WaitForExitAsync(cancelled);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
