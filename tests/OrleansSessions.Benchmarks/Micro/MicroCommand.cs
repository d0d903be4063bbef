using System.CommandLine;
using BenchmarkDotNet.Running;

namespace OrleansSessions.Benchmarks.Micro;

/// <summary>The parts of the algebra, one by one, with what they allocate.</summary>
internal static class MicroCommand
{
    public static Command Create()
    {
        var command = new Command("micro", "Run BenchmarkDotNet on Core's types. Other arguments are BenchmarkDotNet's: --filter '*Expiry*', --job short.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed => Run([.. parsed.UnmatchedTokens]));
        return command;
    }

    private static void Run(List<string> arguments)
    {
        if (!arguments.Exists(argument => argument is "--filter" or "-f" or "--list"))
        {
            arguments.AddRange("--filter", "*");
        }

        if (!arguments.Exists(argument => argument is "--artifacts" or "-a"))
        {
            arguments.AddRange("--artifacts", "artifacts/benchmarks");
        }

        BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run([.. arguments]);
    }
}
