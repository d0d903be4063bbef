using System.Diagnostics;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>So many writers at once, each of which sends its next update when its last one is stored.</summary>
internal sealed class ClosedLoop(ICommitTarget target, int writers, int keys, int partitions)
{
    private readonly KeyUpdates[] updates =
        [.. Enumerable.Range(0, Math.Min(writers, keys)).Select(writer => new KeyUpdates(writer, Math.Min(writers, keys), keys, partitions))];

    /// <summary>Stores every key once.</summary>
    public async Task FillAsync()
    {
        var versions = await target.FillAsync([.. updates.SelectMany(own => own.CreateAll())]);
        var start = 0;
        foreach (var own in updates)
        {
            own.Start(versions.AsSpan(start, own.Count));
            start += own.Count;
        }
    }

    /// <summary>Updates keys for a while.</summary>
    public async Task<LoopFigures> RunAsync(TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(updates.Select(own => Task.Run(() => WriteAsync(own, started, duration))));
        return LoopFigures.From(latencies, Stopwatch.GetElapsedTime(started));
    }

    private async Task<List<long>> WriteAsync(KeyUpdates own, long started, TimeSpan duration)
    {
        var latencies = new List<long>();
        for (var sent = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started, sent) < duration;)
        {
            own.Note(await target.CommitAsync(own.Next()));
            var answered = Stopwatch.GetTimestamp();
            latencies.Add(answered - sent);
            sent = answered;
        }

        return latencies;
    }
}
