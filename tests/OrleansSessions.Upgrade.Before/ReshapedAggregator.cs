namespace OrleansSessions.Upgrade;

internal sealed class ReshapedAggregator : ISessionAggregator<Visit, ReshapedTotal, long>
{
    public ReshapedTotal CreateAccumulator() => new();

    public ReshapedTotal Add(ReshapedTotal accumulator, Visit value, DateTimeOffset eventTime) => new() { Sum = accumulator.Sum + value.Number };

    public ReshapedTotal Merge(ReshapedTotal left, ReshapedTotal right) => new() { Sum = left.Sum + right.Sum };

    public long GetResult(ReshapedTotal accumulator) => accumulator.Sum;
}
