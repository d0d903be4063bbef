namespace OrleansSessions.Core.Tests;

/// <summary>Sums in a mutable accumulator and throws in the member whose name it is told.</summary>
internal sealed class FaultyAggregator : ISessionAggregator<int, List<int>, int>
{
    public string? FailsIn { get; set; }

    public List<int> CreateAccumulator() => Working([], nameof(CreateAccumulator));

    public List<int> Add(List<int> accumulator, int value, DateTimeOffset eventTime)
    {
        Working(accumulator, nameof(Add)).Add(value);
        return accumulator;
    }

    public List<int> Merge(List<int> left, List<int> right)
    {
        Working(left, nameof(Merge)).AddRange(right);
        return left;
    }

    public int GetResult(List<int> accumulator) => Working(accumulator, nameof(GetResult)).Sum();

    private List<int> Working(List<int> accumulator, string member) =>
        FailsIn == member ? throw new InvalidOperationException($"{member} is broken") : accumulator;
}
