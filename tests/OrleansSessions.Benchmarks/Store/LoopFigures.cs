using System.Diagnostics;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>What a closed loop reached.</summary>
/// <param name="Rate">Key updates per second.</param>
/// <param name="Median">The median latency, in milliseconds.</param>
/// <param name="Percentile99">The latency that 99 % do not exceed, in milliseconds.</param>
internal sealed record LoopFigures(double Rate, double Median, double Percentile99)
{
    public static LoopFigures From(IReadOnlyList<List<long>> latencies, TimeSpan elapsed)
    {
        long[] sorted = [.. latencies.SelectMany(list => list).Order()];
        return new LoopFigures(sorted.Length / elapsed.TotalSeconds, At(sorted, 0.5), At(sorted, 0.99));
    }

    private static double At(long[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : Stopwatch.GetElapsedTime(0, sorted[(int)((sorted.Length - 1) * share)]).TotalMilliseconds;
}
