using BenchmarkDotNet.Attributes;

namespace OrleansSessions.Benchmarks.Micro;

/// <summary>Adding events to the sessions of one key.</summary>
[MemoryDiagnoser]
public class WindowSetAddBenchmarks
{
    private const int Events = 1_000;

    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<FinalSession<long>> counts = [];
    private readonly List<FinalSession<decimal>> sums = [];
    private readonly DateTimeOffset[] shuffled = [.. Enumerable.Range(0, Events).Select(i => Start.AddSeconds(i))];
    private DateTimeOffset time = Start;
    private SessionWindowSet<long, long, long> counted = null!;
    private SessionWindowSet<long, ExactSum, decimal> summed = null!;

    /// <summary>Makes the sets, each with one open session.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        new Random(42).Shuffle(shuffled);
        counted = CreateCount();
        summed = new(new SessionRules(Gap), SessionAggregators.Sum<long>(value => value));
        CountInOrder();
        SumInOrder();
    }

    /// <summary>Count, every event at or after the one before.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void CountInOrder()
    {
        for (var i = 0; i < Events; i++)
        {
            counted.Add(1, NextTime(), Gap, counts, out _);
        }
    }

    /// <summary>Exact sum of integers, every event at or after the one before.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public void SumInOrder()
    {
        for (var i = 0; i < Events; i++)
        {
            summed.Add(1, NextTime(), Gap, sums, out _);
        }
    }

    /// <summary>Count, in any order, so that sessions start apart and grow together; a new key for every thousand events.</summary>
    [Benchmark(OperationsPerInvoke = Events)]
    public int CountOutOfOrder()
    {
        var set = CreateCount();
        foreach (var eventTime in shuffled)
        {
            set.Add(1, eventTime, Gap, counts, out _);
        }

        return set.Open.Count;
    }

    private DateTimeOffset NextTime() => time += TimeSpan.FromMilliseconds(1);

    private static SessionWindowSet<long, long, long> CreateCount() => new(new SessionRules(Gap), SessionAggregators.Count<long>());
}
