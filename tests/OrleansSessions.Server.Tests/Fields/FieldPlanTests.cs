using OrleansSessions.Fields;

namespace OrleansSessions.Server.Tests.Fields;

/// <summary>Accumulators of a sessionizer whose aggregates have changed.</summary>
public sealed class FieldPlanTests
{
    private static readonly DateTimeOffset Time = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FieldAggregator before = new([new(FieldOperation.Sum, "a"), new(FieldOperation.Max, "a")]);
    private readonly FieldAggregator after = new([new(FieldOperation.Max, "a"), new(FieldOperation.Sum, "b"), new(FieldOperation.List, "a")]);

    [Fact]
    public void Add_ToAnAccumulatorOfOtherAggregates_GoesOnWithThose()
    {
        var accumulator = after.Add(Begin(before, 1), Event(2), Time);

        Assert.Equal("sum_a=3 max_a=2", Describe(after, accumulator));
    }

    [Fact]
    public void Merge_OfDifferentAggregates_LeavesThoseOfBoth()
    {
        Assert.Equal("max_a=5", Describe(after, after.Merge(Begin(before, 1), Begin(after, 5))));
        Assert.Equal("max_a=5", Describe(after, after.Merge(Begin(after, 5), Begin(before, 1))));
    }

    [Fact]
    public void Add_ToWhatWasMerged_CountsForThoseOfBoth()
    {
        var merged = after.Merge(Begin(before, 1), Begin(after, 5));

        Assert.Equal("max_a=7", Describe(after, after.Add(merged, Event(7), Time)));
    }

    [Theory]
    [InlineData(true, "sum_a=3 max_a=2")]
    [InlineData(false, "")]
    public void Add_ToOneStoredWithoutNames_GoesOnWhereItFits(bool fits, string expected)
    {
        var stored = new FieldAccumulators(Begin(before, 1).Items, null);
        var aggregator = fits ? before : after;

        Assert.Equal(expected, Describe(aggregator, aggregator.Add(stored, Event(2), Time)));
    }

    private static FieldAccumulators Begin(FieldAggregator aggregator, long value) => aggregator.Add(aggregator.CreateAccumulator(), Event(value), Time);

    private static FieldEvent Event(long value) => new([new Field("a", FieldValue.Of(value)), new Field("b", FieldValue.Of(value * 10))]);

    private static string Describe(FieldAggregator aggregator, FieldAccumulators accumulator) => string.Join(' ', aggregator.GetResult(accumulator).Aggregates
        .Select(result => FormattableString.Invariant($"{result.Name}={result.Value.Number}")));
}
