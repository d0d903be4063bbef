using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>How memory grows with the number of open sessions, as a picture; both axes are logarithmic.</summary>
internal static class GrowthPlot
{
    private const int Width = 900;
    private const int Height = 600;

    // Room for the figures beside the last points.
    private const double Margin = 0.12;

    public static void Save(IReadOnlyList<ScaleFigures> figures, string store, string path)
    {
        using var plot = new Plot();
        Add(plot, "in use", figures, figure => figure.Bytes);
        Add(plot, "idle, sessions open", figures, figure => figure.IdleBytes);
        plot.Title($"Memory of open sessions, {store} store");
        plot.XLabel("open sessions");
        plot.YLabel("MiB");
        plot.Axes.Bottom.TickGenerator = CreateTicks();
        plot.Axes.Left.TickGenerator = CreateTicks();
        plot.Axes.Margins(Margin, Margin);
        plot.ShowLegend(Alignment.UpperLeft);
        plot.SavePng(path, Width, Height);
    }

    private static void Add(Plot plot, string name, IReadOnlyList<ScaleFigures> figures, Func<ScaleFigures, long> bytes)
    {
        var drawn = figures.Where(figure => bytes(figure) > 0).ToList();
        var line = plot.Add.Scatter(
            drawn.Select(figure => Math.Log10(figure.Open)).ToArray(), drawn.Select(figure => Math.Log10(ToMebibytes(bytes(figure)))).ToArray());
        line.LegendText = name;
        line.LineWidth = 2;
        line.MarkerSize = 8;
        foreach (var figure in drawn)
        {
            var label = plot.Add.Text(
                string.Create(CultureInfo.InvariantCulture, $"{ToMebibytes(bytes(figure)):F1}"), Math.Log10(figure.Open), Math.Log10(ToMebibytes(bytes(figure))));
            label.LabelFontColor = line.Color;
            label.OffsetY = -18;
        }
    }

    private static double ToMebibytes(long bytes) => bytes / 1_048_576.0;

    private static NumericAutomatic CreateTicks() => new()
    {
        IntegerTicksOnly = true,
        LabelFormatter = power => Math.Pow(10, power).ToString("N0", CultureInfo.InvariantCulture),
    };
}
