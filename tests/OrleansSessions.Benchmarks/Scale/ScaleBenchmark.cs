using System.Diagnostics;
using System.Globalization;
using OrleansSessions.Benchmarks.Feeding;
using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Scale;

/// <summary>What open sessions cost: to open, to hold, to extend, and to close all at once.</summary>
internal static class ScaleBenchmark
{
    private const int Batch = 1_000;
    private const int InFlight = 8;

    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void PrintHead() => Console.WriteLine(
        $"{"store",-9} {"open",9} {"opened/s",10} {"bytes each",11} {"tick ms",8} {"extended/s",11} {"idle bytes",11} {"closed/s",10} {"append p50 ms",14} {"p99 ms",8}  (appends while all close)");

    public static async Task<ScaleFigures> RunAsync(StorePlace place, int open)
    {
        using var scans = new ScanDurations();
        await using var silo = await BenchmarkSilo.StartAsync(place.NewStore());
        await silo.Sessions.AdvanceWatermarkAsync(Watermark.At(Start));
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var opened = await AppendAllAsync(silo, Start, open);
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - heap;

        // Longer than the scanner's interval, so that it looks at least once: first to learn of the keys that have come, then with nothing to do.
        await Task.Delay(BenchmarkSilo.Gap / 3, TimeProvider.System);
        scans.TakeLongest();
        await Task.Delay(BenchmarkSilo.Gap / 3, TimeProvider.System);
        var tick = scans.TakeLongest();
        var extended = await AppendAllAsync(silo, Start.AddSeconds(1), open);

        var probe = new AppendProbe(silo.Sessions, Start.AddDays(1));
        await silo.CollectAsync();
        var idleBytes = GC.GetTotalMemory(forceFullCollection: true) - heap;
        var watch = Stopwatch.StartNew();
        var closing = silo.Sessions.AdvanceWatermarkAsync(Watermark.At(Start.AddHours(1)));
        var closed = MeasureAsync(closing, watch, open);
        await probe.RunAsync(closing);
        var figures = new ScaleFigures(open, opened, bytes, tick, extended, idleBytes, await closed, probe.At(0.5), probe.At(0.99));
        Print(place.Kind, figures);
        return figures;
    }

    private static void Print(StoreKind store, ScaleFigures figures) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{store.ToString().ToLowerInvariant(),-9} {figures.Open,9} {figures.Opened,10:F0} {(double)figures.Bytes / figures.Open,11:F0} {figures.Tick,8:F2} {figures.Extended,11:F0} {(double)figures.IdleBytes / figures.Open,11:F0} {figures.Closed,10:F0} {figures.AppendMedian,14:F2} {figures.AppendPercentile99,8:F2}"));

    private static async Task<double> AppendAllAsync(BenchmarkSilo silo, DateTimeOffset time, int keys)
    {
        var watch = Stopwatch.StartNew();
        await new EventFeed(silo.Sessions, new OneEventPerKey(time), Batch, InFlight, TimeSpan.Zero).RunAsync(0, keys);
        return keys / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> MeasureAsync(Task closing, Stopwatch watch, int open)
    {
        await closing;
        return open / watch.Elapsed.TotalSeconds;
    }
}
