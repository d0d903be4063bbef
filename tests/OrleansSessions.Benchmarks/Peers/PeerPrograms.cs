using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansSessions.Benchmarks.Peers;

/// <summary>Runs other programs that do the same work, each a .NET project in a folder of its own.</summary>
internal static partial class PeerPrograms
{
    private static readonly (string Folder, string Mode)[] Known =
    [
        ("baselines", "dict-sweep"), ("rx", "virtual"), ("akka", "shard-tell"), ("akka", "shard-ask"), ("proto", "tell"), ("proto", "ask"),
    ];

    /// <summary>Prints each one's line, and how many times as fast as it this was.</summary>
    public static async Task RunAsync(string path, PeersOptions options, double ownRate)
    {
        foreach (var (folder, mode) in Known.Where(peer => Directory.Exists(Path.Combine(path, peer.Folder))))
        {
            var line = await RunAsync(path, folder, mode, options);
            Console.WriteLine(line);
            if (Rate().Match(line) is { Success: true } match)
            {
                var rate = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio to {folder} {mode}: {ownRate / rate:G3}"));
            }
        }
    }

    private static async Task<string> RunAsync(string path, string folder, string mode, PeersOptions options)
    {
        string[] arguments =
        [
            "run", "-c", "Release", "--project", folder, "--", mode,
            .. new[] { options.Events, options.Keys, options.Runs }.Select(number => number.ToString(CultureInfo.InvariantCulture)),
        ];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) 
        {
            WorkingDirectory = path,
            RedirectStandardOutput = true,
            // As this program is compiled itself.
            Environment = { ["DOTNET_TC_QuickJit"] = "0" },
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.TrimEnd() : $"peer={folder}-{mode} failed with exit code {process.ExitCode}";
    }

    [GeneratedRegex(@"median_eps=(\d+)")]
    private static partial Regex Rate();
}
