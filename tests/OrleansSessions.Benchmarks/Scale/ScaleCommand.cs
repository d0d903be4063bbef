using System.CommandLine;
using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>The command line of <c>scale</c>.</summary>
internal static class ScaleCommand
{
    private static readonly Option<StoreKind> Store = new("--store") { Description = "Where sessions are kept. Default: memory." };

    private static readonly Option<int[]> Open = Arguments.Numbers("--open", "How many sessions are open.", 10_000, 100_000, 1_000_000);

    public static Command Create()
    {
        var command = new Command("scale", "What open sessions cost: to open, to hold, to extend, and to close all at once.") { Store, Open };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var place = await StorePlace.OpenAsync(parsed.GetValue(Store));
        ScaleBenchmark.PrintHead();
        foreach (var open in parsed.GetRequiredValue(Open))
        {
            await ScaleBenchmark.RunAsync(place, open);
        }
    }
}
