using BenchmarkDotNet.Attributes;

namespace OrleansSessions.Benchmarks.Micro;

/// <summary>What ends the sessions of one key.</summary>
[MemoryDiagnoser]
public class WindowSetCloseBenchmarks
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(30);
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly List<FinalSession<long>> closed = [];

    /// <summary>How many sessions the key has.</summary>
    [Params(2, 64)]
    public int Sessions { get; set; }

    /// <summary>Opens sessions that lie apart; what the other two add to.</summary>
    [Benchmark(Baseline = true)]
    public object Open() => OpenApart();

    /// <summary>Then joins them all, one event between each two.</summary>
    [Benchmark]
    public int OpenAndMerge()
    {
        var set = OpenApart();
        for (var i = 1; i < Sessions; i++)
        {
            set.Add(1, At(i) - (Gap * 0.75), Gap, closed, out _);
        }

        return set.Open.Count;
    }

    /// <summary>Then closes them, one watermark each.</summary>
    [Benchmark]
    public int OpenAndClose()
    {
        var set = OpenApart();
        closed.Clear();
        for (var i = 0; i < Sessions; i++)
        {
            set.Advance(Watermark.At(At(i) + Gap), closed);
        }

        return closed.Count;
    }

    private static DateTimeOffset At(int session) => Start + (Gap * (session * 1.5));

    private SessionWindowSet<long, long, long> OpenApart()
    {
        var set = new SessionWindowSet<long, long, long>(new SessionRules(Gap), SessionAggregators.Count<long>());
        for (var i = 0; i < Sessions; i++)
        {
            set.Add(1, At(i), Gap, closed, out _);
        }

        return set;
    }
}
