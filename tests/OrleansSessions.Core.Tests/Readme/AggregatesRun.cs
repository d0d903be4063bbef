using System.Globalization;

namespace OrleansSessions.Core.Tests;

/// <summary>The same events in several orders, and what the aggregators that the header names make of them.</summary>
internal sealed class AggregatesRun(ReadmeTable table) : IReadmeRun
{
    public string[] Run(string[] row)
    {
        var events = row[0].Split(", ").Select(text => text.Split('=')).Select(pair => (
            Time: ReadmeText.ParseTime(pair[0]), Value: decimal.Parse(pair[1], CultureInfo.InvariantCulture))).ToList();
        return [row[0], .. table.Header.Skip(1).Select(name => Aggregate(name, events))];
    }

    private static string Aggregate(string name, List<(DateTimeOffset Time, decimal Value)> events) => name switch
    {
        "first" => Format(Fold(SessionAggregators.First<decimal, decimal>(value => value), events)),
        "last" => Format(Fold(SessionAggregators.Last<decimal, decimal>(value => value), events)),
        "list" => Format(Fold(SessionAggregators.List<decimal, decimal>(value => value), events).Select(item => item.Value)),
        "distinct" => Format(Fold(SessionAggregators.Distinct<decimal, decimal>(value => value), events)),
        "sum" => Format(Fold(SessionAggregators.Sum<decimal>(value => value), events)),
        _ => throw new FormatException($"'{name}' is no aggregate."),
    };

    private static TResult Fold<TAccumulator, TResult>(
        ISessionAggregator<decimal, TAccumulator, TResult> aggregator, List<(DateTimeOffset Time, decimal Value)> events) =>
        aggregator.GetResult(events.Aggregate(
            aggregator.CreateAccumulator(), (accumulator, e) => aggregator.Add(accumulator, e.Value, e.Time)));

    private static string Format(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? ReadmeText.Nothing;

    private static string Format(IEnumerable<decimal> values) =>
        string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));
}
