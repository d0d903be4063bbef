using System.Diagnostics;
using System.Globalization;
using HdrHistogram;

namespace OrleansSessions.Benchmarks.Load;

/// <summary>Sends for a while, at a rate or as fast as answers come, and measures how long answers and closings take.</summary>
/// <remarks>
/// At a rate, each call has its time by the schedule and is measured from then, so that calls which wait behind a slow one count
/// with all of their waiting.
/// </remarks>
internal sealed class LoadRun(ILoadClient client, LoadOptions options)
{
    private const long LongestMicroseconds = 60_000_000;

    private readonly LongConcurrentHistogram acknowledged = new(1, LongestMicroseconds, 3);
    private readonly LongConcurrentHistogram closed = new(1, LongestMicroseconds, 3);
    private long sent;
    private long next;
    private long countedFrom = long.MaxValue;

    public async Task RunAsync()
    {
        // The reader is there all the time: what closes in the warm-up is not what it has to catch up with afterwards.
        using var reading = new CancellationTokenSource();
        var reader = ReadAsync(reading.Token);
        // Code is compiled, and keys are in memory, before anything counts.
        await SendAllAsync(options.WarmUp);
        (sent, next) = (0, 0);
        acknowledged.Reset();
        Volatile.Write(ref countedFrom, TimeProvider.System.GetUtcNow().UtcTicks);
        var watch = Stopwatch.StartNew();
        await SendAllAsync(options.Duration);
        var took = watch.Elapsed;
        await reading.CancelAsync();
        await reader;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"target={options.Target} store={options.Store} k={options.Keys} batch={options.Batch} inflight={options.InFlight} rate={options.Rate} eps={sent / took.TotalSeconds:F0}"));
        Print("acknowledgement", acknowledged);
        Print("closing delay", closed);
    }

    private async Task SendAllAsync(TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, options.InFlight).Select(sender => Task.Run(() => SendAsync(new Random(sender), started, duration))));
    }

    private async Task SendAsync(Random random, long started, TimeSpan duration)
    {
        var keys = new int[options.Batch];
        while (true)
        {
            var due = TimeSpan.Zero;
            if (options.Rate > 0)
            {
                due = TimeSpan.FromSeconds((Interlocked.Increment(ref next) - 1) * (double)options.Batch / options.Rate);
                if (due - Stopwatch.GetElapsedTime(started) is var pause && pause > TimeSpan.Zero && due < duration)
                {
                    await Task.Delay(pause, TimeProvider.System);
                }
            }
            else
            {
                due = Stopwatch.GetElapsedTime(started);
            }

            if (due >= duration || Stopwatch.GetElapsedTime(started) >= duration * 2)
            {
                return;
            }

            for (var i = 0; i < keys.Length; i++)
            {
                keys[i] = random.Next(options.Keys);
            }

            await client.AppendAsync(keys);
            Record(acknowledged, Stopwatch.GetElapsedTime(started) - due);
            Interlocked.Add(ref sent, keys.Length);
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var end in client.ReadEndsAsync(cancellationToken))
            {
                if (end.UtcTicks > Volatile.Read(ref countedFrom))
                {
                    Record(closed, TimeProvider.System.GetUtcNow() - end);
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private static void Record(HistogramBase histogram, TimeSpan took) =>
        histogram.RecordValue(Math.Clamp((long)took.TotalMicroseconds, 1, LongestMicroseconds));

    private static void Print(string what, HistogramBase histogram) => Console.WriteLine(histogram.TotalCount == 0
        ? $"  {what}: none"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"  {what} ms: n={histogram.TotalCount} p50={At(histogram, 50):F2} p90={At(histogram, 90):F2} p99={At(histogram, 99):F2} p99.9={At(histogram, 99.9):F2} max={At(histogram, 100):F2}"));

    private static double At(HistogramBase histogram, double percentile) => histogram.GetValueAtPercentile(percentile) / 1000.0;
}
