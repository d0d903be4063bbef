using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansSessions.Host.Tests.Load;

/// <summary>What all readers have seen: how many frames, how many again, and how late.</summary>
internal sealed class StreamedSessions(int rounds)
{
    private readonly long[] closedAt = new long[rounds];
    private readonly ConcurrentBag<double> delays = [];
    private long frames;
    private long again;

    public long Frames => Interlocked.Read(ref frames);

    public long Again => Interlocked.Read(ref again);

    public void BeginRound(int round) => Volatile.Write(ref closedAt[round], Stopwatch.GetTimestamp());

    public void Count(int newFrames, int againFrames)
    {
        Interlocked.Add(ref frames, newFrames);
        Interlocked.Add(ref again, againFrames);
    }

    public void Sample(int round) => delays.Add(Stopwatch.GetElapsedTime(Volatile.Read(ref closedAt[round])).TotalMilliseconds);

    /// <summary>The delay, in milliseconds, that so many of a hundred frames did not exceed.</summary>
    public double Percentile(double percent)
    {
        var sorted = delays.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * percent / 100))];
    }
}
