using System.Globalization;

namespace OrleansSessions.Upgrade;

internal sealed class ReshapedAggregator : ISessionAggregator<Visit, ReshapedTotal, long>
{
    public ReshapedTotal CreateAccumulator() => new();

    public ReshapedTotal Add(ReshapedTotal accumulator, Visit value, DateTimeOffset eventTime) => Of(GetResult(accumulator) + value.Number);

    public ReshapedTotal Merge(ReshapedTotal left, ReshapedTotal right) => Of(GetResult(left) + GetResult(right));

    public long GetResult(ReshapedTotal accumulator) => long.Parse(accumulator.Sum, CultureInfo.InvariantCulture);

    private static ReshapedTotal Of(long sum) => new() { Sum = sum.ToString(CultureInfo.InvariantCulture) };
}
