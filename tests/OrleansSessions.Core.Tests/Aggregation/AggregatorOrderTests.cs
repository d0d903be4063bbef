namespace OrleansSessions.Core.Tests;

/// <summary>Whatever the order of events and the tree of merges, the result is that of the definition.</summary>
public sealed class AggregatorOrderTests
{
    [Fact]
    public void Count_AnyOrder_IsTheNumberOfEvents() =>
        Check(SessionAggregators.Count<Reading>(), readings => readings.LongCount());

    [Fact]
    public void Sum_AnyOrder_IsTheSum() =>
        Check(SessionAggregators.Sum<Reading>(reading => reading.Number * 0.1m), readings => readings.Sum(reading => reading.Number) * 0.1m);

    [Fact]
    public void Average_AnyOrder_IsTheQuotient() =>
        Check(
            SessionAggregators.Average<Reading>(reading => reading.Number),
            readings => (decimal)readings.Sum(reading => reading.Number) / readings.Count());

    [Fact]
    public void Min_AnyOrder_IsTheLeast() =>
        Check(SessionAggregators.Min<Reading, int>(reading => reading.Number), readings => readings.Min(reading => reading.Number));

    [Fact]
    public void Max_AnyOrder_IsTheGreatest() =>
        Check(SessionAggregators.Max<Reading, int>(reading => reading.Number), readings => readings.Max(reading => reading.Number));

    [Fact]
    public void Min_TextInAnyOrder_IsTheOrdinallyLeast() =>
        Check(
            SessionAggregators.Min<Reading, string>(reading => reading.Text),
            readings => readings.Select(reading => reading.Text).Order(StringComparer.Ordinal).First());

    [Fact]
    public void First_AnyOrder_IsTheLeastOfTheEarliest() =>
        Check(SessionAggregators.First<Reading, string>(reading => reading.Text), readings => ByTime(readings).First().Text);

    [Fact]
    public void Last_AnyOrder_IsTheGreatestOfTheLatest() =>
        Check(SessionAggregators.Last<Reading, string>(reading => reading.Text), readings => ByTime(readings).Last().Text);

    [Fact]
    public void Distinct_AnyOrder_IsEachValueOnceInOrder() =>
        Check(
            SessionAggregators.Distinct<Reading, string>(reading => reading.Text),
            readings => readings.Select(reading => reading.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList());

    [Fact]
    public void List_AnyOrder_IsEveryValueByTimeAndValue() =>
        Check(
            SessionAggregators.List<Reading, string>(reading => reading.Text),
            readings => ByTime(readings).Select(reading => new TimedValue<string>(reading.EventTime, reading.Text)).ToList());

    [Fact]
    public void Combine_AnyOrder_IsBothResults() =>
        Check(
            SessionAggregators.Combine(
                SessionAggregators.Count<Reading>(),
                SessionAggregators.Last<Reading, int>(reading => reading.Number),
                (count, last) => (count, last)),
            readings => (
                readings.LongCount(),
                readings.OrderBy(reading => reading.Time).ThenBy(reading => reading.Number).Last().Number));

    private static IEnumerable<Reading> ByTime(IEnumerable<Reading> readings) =>
        readings.OrderBy(reading => reading.Time).ThenBy(reading => reading.Text, StringComparer.Ordinal);

    private static void Check<TAccumulator, TResult>(
        ISessionAggregator<Reading, TAccumulator, TResult> aggregator, Func<IEnumerable<Reading>, TResult> definition) =>
        AggregationPlan.Any.Holds(
            GeneratedCases.AggregatorOrder, plan => Assert.Equal(definition(plan.Readings), plan.Run(aggregator)));
}
