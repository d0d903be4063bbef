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
        $"{"store",-9} {"open",9} {"opened/s",10} {"bytes each",11} {"idle cpu %",11} {"extended/s",11} {"closed/s",10} {"append p50 ms",14} {"p99 ms",8} {"worst ms",9}  (appends while all close)");

    public static async Task RunAsync(StorePlace place, int open)
    {
        await using var silo = await BenchmarkSilo.StartAsync(place.NewStore());
        await silo.Sessions.AdvanceWatermarkAsync(Watermark.At(Start));
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var opened = await AppendAllAsync(silo, Start, open);
        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - heap) / (double)open;
        var idle = await MeasureIdleAsync();
        var extended = await AppendAllAsync(silo, Start.AddSeconds(1), open);

        var probe = new AppendProbe(silo.Sessions, Start.AddDays(1));
        var watch = Stopwatch.StartNew();
        var closing = silo.Sessions.AdvanceWatermarkAsync(Watermark.At(Start.AddHours(1)));
        var closed = MeasureAsync(closing, watch, open);
        await probe.RunAsync(closing);
        var closedRate = await closed;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{place.Kind.ToString().ToLowerInvariant(),-9} {open,9} {opened,10:F0} {bytes,11:F0} {idle,11:P1} {extended,11:F0} {closedRate,10:F0} {probe.At(0.5),14:F2} {probe.At(0.99),8:F2} {probe.At(1),9:F1}"));
    }

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

    // Longer than the scanner's interval, so that it looks at least once.
    private static async Task<double> MeasureIdleAsync()
    {
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await Task.Delay(BenchmarkSilo.Gap / 3, TimeProvider.System);
        return (Environment.CpuUsage.TotalTime - before) / watch.Elapsed;
    }
}
