using System.Globalization;
using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>A store's group commit beside a row-by-row baseline of the same database, one after the other.</summary>
internal sealed class StoreBenchmark(StorePlace place, StoreOptions options)
{
    private const int Partitions = 16;

    public static void PrintHead() =>
        Console.WriteLine($"{"store",-9} {"writers",7} {"keys",8}  {"how",-27} {"updates/s",10} {"p50 ms",8} {"p99 ms",8} {"ratio",6}");

    public async Task RunAsync(int writers, int keys)
    {
        var grouped = await MeasureAsync(await GroupedTarget.OpenAsync(place), writers, keys, null);
        await MeasureAsync(await OpenBaselineAsync(), writers, keys, grouped);
    }

    private async Task<ICommitTarget> OpenBaselineAsync() => place.Kind == StoreKind.Sqlite
        ? new SqliteRowTarget(place.NewFile())
        : await PostgreSqlRowTarget.OpenAsync(place.ConnectionString, options.Connections);

    private async Task<LoopFigures> MeasureAsync(ICommitTarget opened, int writers, int keys, LoopFigures? better)
    {
        await using var target = opened;
        var loop = new ClosedLoop(target, writers, keys, Partitions);
        await loop.FillAsync();
        await loop.RunAsync(options.Window);
        var windows = new List<LoopFigures>();
        for (var window = 0; window < options.Windows; window++)
        {
            windows.Add(await loop.RunAsync(options.Window));
        }

        var median = windows.OrderBy(figures => figures.Rate).ElementAt(windows.Count / 2);
        var ratio = better is null ? "" : (better.Rate / median.Rate).ToString("F1", CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Kind.ToString().ToLowerInvariant(),-9} {writers,7} {keys,8}  {target.Name,-27} {median.Rate,10:F0} {median.Median,8:F2} {median.Percentile99,8:F2} {ratio,6}"));
        return median;
    }
}
