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
        command.SetAction(parsed =>
        {
            string[] arguments = [.. parsed.UnmatchedTokens];
            var isFiltered = arguments.Any(argument => argument is "--filter" or "-f" or "--list");
            BenchmarkSwitcher.FromAssembly(typeof(MicroCommand).Assembly).Run(isFiltered ? arguments : [.. arguments, "--filter", "*"]);
        });
        return command;
    }
}
