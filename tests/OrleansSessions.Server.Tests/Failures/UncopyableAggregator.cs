namespace OrleansSessions.Server.Tests;

internal sealed class UncopyableAggregator : ISessionAggregator<int, Uncopyable, int>
{
    public Uncopyable CreateAccumulator() => new(0);

    public Uncopyable Add(Uncopyable accumulator, int value, DateTimeOffset eventTime) => new(accumulator.Value + value);

    public Uncopyable Merge(Uncopyable left, Uncopyable right) => new(left.Value + right.Value);

    public int GetResult(Uncopyable accumulator) => accumulator.Value;
}
