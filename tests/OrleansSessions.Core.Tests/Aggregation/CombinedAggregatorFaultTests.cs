namespace OrleansSessions.Core.Tests;

public sealed class CombinedAggregatorFaultTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromTicks(10);

    [Fact]
    public void Add_SecondThrows_RejectedEventLeavesNoTraceInTheFirst() =>
        AssertNoTrace(SessionAggregators.Combine(Values(), SessionAggregators.Sum<int>(Picky), (values, _) => values));

    [Fact]
    public void Add_FirstThrows_RejectedEventLeavesNoTraceInTheSecond() =>
        AssertNoTrace(SessionAggregators.Combine(SessionAggregators.Sum<int>(Picky), Values(), (_, values) => values));

    [Fact]
    public void Add_SecondOfTwoListsThrows_RejectedEventLeavesNoTraceInTheFirst() =>
        AssertNoTrace(SessionAggregators.Combine(Values(), SessionAggregators.Distinct<int, decimal>(Picky), (values, _) => values));

    [Fact]
    public void Add_NestedSecondThrows_RejectedEventLeavesNoTraceInTheFirst() =>
        AssertNoTrace(SessionAggregators.Combine(
            SessionAggregators.Combine(SessionAggregators.Count<int>(), Values(), (_, values) => values),
            SessionAggregators.Combine(SessionAggregators.Count<int>(), SessionAggregators.Sum<int>(Picky), (count, _) => count),
            (values, _) => values));

    private static DistinctAggregator<int, int> Values() => SessionAggregators.Distinct<int, int>(value => value);

    private static decimal Picky(int value) => value == 13 ? throw new FormatException("13") : value;

    private static void AssertNoTrace<TAccumulator>(ISessionAggregator<int, TAccumulator, IReadOnlyList<int>> aggregator)
    {
        var set = new SessionWindowSet<int, TAccumulator, IReadOnlyList<int>>(new SessionRules(Gap), aggregator);
        var closed = new List<FinalSession<IReadOnlyList<int>>>();

        Assert.Equal(AddOutcome.Accepted, set.Add(1, Timeline.At(0), Gap, closed, out _));
        Assert.Equal(AddOutcome.Rejected, set.Add(13, Timeline.At(1), Gap, closed, out _));
        set.Advance(Watermark.End, closed);

        var session = Assert.Single(closed);
        Assert.Equal((1L, Timeline.Window(0, 10)), (session.Count, session.Window));
        Assert.Equal([1], session.Result);
    }
}
