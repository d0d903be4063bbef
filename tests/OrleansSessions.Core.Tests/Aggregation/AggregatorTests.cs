using System.Globalization;

namespace OrleansSessions.Core.Tests;

public sealed class AggregatorTests
{
    private static readonly Reading[] Tied = [new(0, 2, "b"), new(0, 1, "a"), new(5, 4, "d"), new(5, 3, "c"), new(3, 9, "z")];

    [Fact]
    public void First_TiesAtOneInstant_TakesTheLeast() =>
        Assert.Equal("a", Run(SessionAggregators.First<Reading, string>(reading => reading.Text), Tied));

    [Fact]
    public void Last_TiesAtOneInstant_TakesTheGreatest() =>
        Assert.Equal("d", Run(SessionAggregators.Last<Reading, string>(reading => reading.Text), Tied));

    [Fact]
    public void List_TiesAtOneInstant_AreInOrderOfValue() =>
        Assert.Equal(
            ["a", "b", "z", "c", "d"],
            Run(SessionAggregators.List<Reading, string>(reading => reading.Text), Tied).Select(value => value.Value));

    [Fact]
    public void First_ComparerGiven_OrdersTiesByIt() =>
        Assert.Equal(2, Run(SessionAggregators.First<Reading, int>(reading => reading.Number, Descending), Tied));

    [Fact]
    public void Min_ComparerGiven_OrdersByIt() =>
        Assert.Equal(9, Run(SessionAggregators.Min<Reading, int>(reading => reading.Number, Descending), Tied));

    [Fact]
    public void Distinct_ComparerGiven_DecidesWhatIsEqual() =>
        Assert.Equal(
            ["x"],
            Run(
                SessionAggregators.Distinct<Reading, string>(reading => reading.Text, StringComparer.OrdinalIgnoreCase),
                new Reading(0, 0, "x"), new Reading(1, 0, "X")));

    [Fact]
    public void Average_NoNumbers_IsNullOrZero()
    {
        var average = SessionAggregators.Average<Reading>(reading => reading.Number);

        Assert.Null(default(ExactAverage).ToDecimal());
        Assert.Equal(0, average.GetResult(average.CreateAccumulator()));
    }

    [Fact]
    public void Average_OneThird_IsRoundedToTheLastDigit() =>
        Assert.Equal(
            0.3333333333333333333333333333m,
            Run(SessionAggregators.Average<Reading>(reading => reading.Number), new(0, 1, ""), new(0, 0, ""), new(0, 0, "")));

    [Fact]
    public void Combine_Nested_GivesEveryResult()
    {
        var aggregator = SessionAggregators.Combine(
            SessionAggregators.Combine(
                SessionAggregators.Count<Reading>(),
                SessionAggregators.Sum<Reading>(reading => reading.Number),
                (count, sum) => string.Create(CultureInfo.InvariantCulture, $"{count}:{sum}")),
            SessionAggregators.Max<Reading, int>(reading => reading.Number),
            (left, max) => (left, max));

        Assert.Equal(("5:19", 9), Run(aggregator, Tied));
    }

    [Fact]
    public void GetResult_WhileOpen_SharesNothingWithTheAccumulator()
    {
        var list = SessionAggregators.List<Reading, int>(reading => reading.Number);
        var distinct = SessionAggregators.Distinct<Reading, int>(reading => reading.Number);
        var listed = list.Add(list.CreateAccumulator(), Tied[0], Tied[0].EventTime);
        var different = distinct.Add(distinct.CreateAccumulator(), Tied[0], Tied[0].EventTime);
        var results = (list.GetResult(listed), distinct.GetResult(different));

        list.Add(listed, Tied[1], Tied[1].EventTime);
        distinct.Add(different, Tied[1], Tied[1].EventTime);

        Assert.Single(results.Item1);
        Assert.Single(results.Item2);
    }

    private static Comparer<int> Descending => Comparer<int>.Create((x, y) => y.CompareTo(x));

    private static TResult Run<TAccumulator, TResult>(
        ISessionAggregator<Reading, TAccumulator, TResult> aggregator, params Reading[] readings) =>
        aggregator.GetResult(readings.Aggregate(
            aggregator.CreateAccumulator(), (accumulator, reading) => aggregator.Add(accumulator, reading, reading.EventTime)));
}
