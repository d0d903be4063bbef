using OrleansSessions.Benchmarks.Feeding;

namespace OrleansSessions.Benchmarks.Peers;

/// <summary>
/// The events that every program of the comparison takes: the key drawn by SplitMix64 (seed 42), event time never going back,
/// a key's events 10 s apart on average.
/// </summary>
internal sealed class Workload : IEventWork
{
    private const ulong Seed = 42;
    private const long MeanMillisecondsPerKey = 10_000;

    private readonly int[] keys;
    private readonly string[] names;

    public Workload(int events, int keyCount)
    {
        keys = new int[events];
        names = [.. Enumerable.Range(0, keyCount).Select(key => $"k{key}")];
        var state = Seed;
        for (var i = 0; i < events; i++)
        {
            state += 0x9E3779B97F4A7C15UL;
            keys[i] = (int)((Mixing.SplitMix64(state) >> 33) % (ulong)keyCount);
        }
    }

    /// <summary>Event time 0.</summary>
    public static DateTimeOffset Epoch { get; } = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public int Count => keys.Length;

    public DateTimeOffset GetTime(int index) => Epoch.AddMilliseconds(index * MeanMillisecondsPerKey / names.Length);

    public void Fill(int start, Span<SessionEvent<long>> events)
    {
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = new SessionEvent<long>(names[keys[start + i]], 1, GetTime(start + i));
        }
    }
}
