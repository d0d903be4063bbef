using System.Diagnostics;
using System.Globalization;
using OrleansSessions.Benchmarks.Feeding;
using OrleansSessions.Benchmarks.Silos;

namespace OrleansSessions.Benchmarks.Peers;

/// <summary>Does the peers' work through a silo of its own per run; starting, reading the sessions and stopping are not timed.</summary>
internal static class PeersBenchmark
{
    /// <summary>Prints a line as the peers do.</summary>
    /// <returns>The median events per second.</returns>
    public static async Task<double> RunAsync(PeersOptions options)
    {
        await using var place = await StorePlace.OpenAsync(options.Store);
        await RunAsync(options with { Events = Math.Max(1, options.Events / 5) }, place);
        var runs = new List<PeersRun>();
        for (var run = 0; run < options.Runs; run++)
        {
            runs.Add(await RunAsync(options, place));
        }

        double[] rates = [.. runs.Select(run => options.Events / run.Appending.TotalSeconds)];
        double[] allRates = [.. runs.Select(run => options.Events / (run.Appending + run.Closing).TotalSeconds)];
        var median = Median(rates);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"peer=orleans-sessions-{options.Store.ToString().ToLowerInvariant()}{(options.IsWarm ? "-warm" : "")} n={options.Events} k={options.Keys} batch={options.Batch} inflight={options.InFlight} "
            + $"median_eps={median:F0} runs=[{string.Join(',', rates.Select(rate => rate.ToString("F0", CultureInfo.InvariantCulture)))}] "
            + $"closed_eps={Median(allRates):F0} close_ms=[{string.Join(',', runs.Select(run => run.Closing.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)))}] "
            + $"cpu_us_per_event={Median([.. runs.Select(run => run.Processor.TotalMicroseconds / options.Events)]):F1} "
            + $"alloc_per_event={runs[^1].Allocated / options.Events} gc_pause_ms={runs[^1].Collecting.TotalMilliseconds:F0} peak_mib={runs[^1].PeakMebibytes} {runs[^1].Totals}"));
        return median;
    }

    private static async Task<PeersRun> RunAsync(PeersOptions options, StorePlace place)
    {
        var work = new Workload(options.IsWarm ? options.Events * 2 : options.Events, options.Keys);
        await using var silo = await BenchmarkSilo.StartAsync(place.NewStore());
        await silo.Sessions.AdvanceWatermarkAsync(Watermark.At(Workload.Epoch));
        var feed = new EventFeed(silo.Sessions, work, options.Batch, options.InFlight, options.DeclareEvery);
        if (options.IsWarm)
        {
            await feed.RunAsync(0, options.Events);
        }

        GC.Collect();
        var before = (Processor: Environment.CpuUsage.TotalTime, Allocated: GC.GetTotalAllocatedBytes(), Collecting: GC.GetTotalPauseDuration());
        var watch = Stopwatch.StartNew();
        await feed.RunAsync(work.Count - options.Events, work.Count);
        var appending = watch.Elapsed;
        var processor = Environment.CpuUsage.TotalTime - before.Processor;
        var allocated = GC.GetTotalAllocatedBytes() - before.Allocated;
        var collecting = GC.GetTotalPauseDuration() - before.Collecting;
        await silo.Sessions.AdvanceWatermarkAsync(Watermark.End);
        var closing = watch.Elapsed - appending;
        var peak = PeakMebibytes();
        var totals = await SessionTotals.ReadAsync(silo.Sessions);
        return totals.Events == work.Count
            ? new PeersRun(appending, closing, processor, allocated, collecting, peak, totals)
            : throw new InvalidOperationException($"Of {work.Count} events the closed sessions have {totals.Events}.");
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static long PeakMebibytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 >> 20;
    }
}
