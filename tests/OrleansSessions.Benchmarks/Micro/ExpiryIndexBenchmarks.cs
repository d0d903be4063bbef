using BenchmarkDotNet.Attributes;

namespace OrleansSessions.Benchmarks.Micro;

/// <summary>The index of deadlines, at a number of open keys.</summary>
[MemoryDiagnoser]
public class ExpiryIndexBenchmarks
{
    private const int Writes = 1_000;

    private readonly List<ExpiryEntry<int>> due = [];
    private ExpiryEntry<int>[] entries = [];
    private ExpiryIndex<int> index = null!;
    private long latest;

    /// <summary>How many keys are open.</summary>
    [Params(10_000, 1_000_000)]
    public int Open { get; set; }

    /// <summary>Fills the index.</summary>
    [GlobalSetup]
    public void Fill()
    {
        index = new ExpiryIndex<int>();
        entries = [.. Enumerable.Range(0, Open).Select(i => new ExpiryEntry<int>(i, Watermark.FromTicks(i + 1)))];
        foreach (var entry in entries)
        {
            index.Add(entry);
        }

        latest = Open;
    }

    /// <summary>What an event costs the index: its key's newest deadline is written, and the index is not touched.</summary>
    [Benchmark(OperationsPerInvoke = Writes)]
    public void Extend()
    {
        latest++;
        for (var i = 0; i < Writes; i++)
        {
            entries[Open - 1 - i].TryWrite(Watermark.FromTicks(latest + i), out _);
        }
    }

    /// <summary>A tick at which nothing is due.</summary>
    [Benchmark]
    public int TakeNothing()
    {
        due.Clear();
        index.TakeDue(Watermark.Beginning, Writes, due);
        return due.Count;
    }

    /// <summary>A key falls due, is taken, and is given back with a later deadline.</summary>
    [Benchmark(OperationsPerInvoke = Writes)]
    public void TakeAndReturn()
    {
        due.Clear();
        index.TakeDue(Watermark.End, Writes, due);
        foreach (var entry in due)
        {
            entry.TryWrite(Watermark.FromTicks(++latest), out var isEarlier);
            if (isEarlier)
            {
                // A taken entry has no place in the index: whatever its owner writes comes before that.
                index.Add(entry);
            }
        }
    }
}
