namespace OrleansSessions.Testing.Tests;

/// <summary>Gathers numbers in order; each step can be done wrongly.</summary>
public sealed class Gathering : ISessionAggregator<int, List<int>, Numbers>
{
    public Func<List<int>> Create { get; init; } = () => [];

    public Func<List<int>, int, List<int>> Adding { get; init; } = (numbers, value) => [.. numbers.Append(value).Order()];

    public Func<List<int>, List<int>, List<int>> Merging { get; init; } = (left, right) => [.. left.Concat(right).Order()];

    public Func<List<int>, Numbers> Result { get; init; } = numbers => new Numbers([.. numbers]);

    public List<int> CreateAccumulator() => Create();

    public List<int> Add(List<int> accumulator, int value, DateTimeOffset eventTime) => Adding(accumulator, value);

    public List<int> Merge(List<int> left, List<int> right) => Merging(left, right);

    public Numbers GetResult(List<int> accumulator) => Result(accumulator);
}
