namespace OrleansSessions.Core.Tests;

public sealed class AllocationTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromTicks(10);

    [Fact]
    public void Add_CountInOrder_AllocatesNothing() => AssertNoAllocation(SessionAggregators.Count<int>());

    [Fact]
    public void Add_SumInOrder_AllocatesNothing() => AssertNoAllocation(SessionAggregators.Sum<int>(value => value * 0.01m));

    [Fact]
    public void Add_SumOfLongInOrder_AllocatesNothing() => AssertNoAllocation(SessionAggregators.Sum<int>(value => (long)value));

    [Fact]
    public void Add_MinInOrder_AllocatesNothing() => AssertNoAllocation(SessionAggregators.Min<int, int>(value => -value));

    [Fact]
    public void Add_AverageInOrder_AllocatesNothing() => AssertNoAllocation(SessionAggregators.Average<int>(value => value * 0.01m));

    [Fact]
    public void Add_CombinedInOrder_AllocatesNothing() =>
        AssertNoAllocation(SessionAggregators.Combine(
            SessionAggregators.Count<int>(), SessionAggregators.Sum<int>(value => value), (count, sum) => (count, sum)));

    private static void AssertNoAllocation<TAccumulator, TResult>(ISessionAggregator<int, TAccumulator, TResult> aggregator)
    {
        var set = new SessionWindowSet<int, TAccumulator, TResult>(new SessionRules(Gap), aggregator);
        var closed = new List<FinalSession<TResult>>();
        AddInOrder(set, closed, 0, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        AddInOrder(set, closed, 100, 100_000);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(100_000, Assert.Single(set.Open).Count);
    }

    private static void AddInOrder<TAccumulator, TResult>(
        SessionWindowSet<int, TAccumulator, TResult> set, List<FinalSession<TResult>> closed, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            set.Add(i, Timeline.At(i), Gap, closed, out _);
        }
    }
}
