using System.CommandLine;
using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>The command line of <c>scale</c>.</summary>
internal static class ScaleCommand
{
    private static readonly Option<StoreKind> Store = new("--store") { Description = "Where sessions are kept. Default: memory." };

    private static readonly Option<int[]> Open = Arguments.Numbers("--open", "How many sessions are open.", 10_000, 100_000, 1_000_000);

    private static readonly Option<FileInfo?> Plot = new("--plot") { Description = "A PNG file to draw the growth of memory in." };

    public static Command Create()
    {
        var command = new Command("scale", "What open sessions cost: to open, to hold, to extend, and to close all at once.") { Store, Open, Plot };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var place = await StorePlace.OpenAsync(parsed.GetValue(Store));
        ScaleBenchmark.PrintHead();
        var figures = new List<ScaleFigures>();
        foreach (var open in parsed.GetRequiredValue(Open))
        {
            figures.Add(await ScaleBenchmark.RunAsync(place, open));
        }

        if (parsed.GetValue(Plot) is { } plot)
        {
            GrowthPlot.Save(figures, place.Kind.ToString(), plot.FullName);
        }
    }
}
