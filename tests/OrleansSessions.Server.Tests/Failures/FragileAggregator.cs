namespace OrleansSessions.Server.Tests;

/// <summary>Sums, and throws where an event tells it to: as code of its user that has not met such an event before.</summary>
internal sealed class FragileAggregator : ISessionAggregator<FragileEvent, FragileSum, int>
{
    public FragileSum CreateAccumulator() => new(0, FragilePlace.None);

    public FragileSum Add(FragileSum accumulator, FragileEvent value, DateTimeOffset eventTime) =>
        new(accumulator.Sum + Pass(value.Value, FragilePlace.Add, value.Breaks), Worst(accumulator.Breaks, value.Breaks));

    public FragileSum Merge(FragileSum left, FragileSum right) => new(
        Pass(left.Sum, FragilePlace.Merge, left.Breaks) + Pass(right.Sum, FragilePlace.Merge, right.Breaks),
        Worst(left.Breaks, right.Breaks));

    public int GetResult(FragileSum accumulator) => Pass(accumulator.Sum, FragilePlace.GetResult, accumulator.Breaks);

    private static int Pass(int value, FragilePlace place, FragilePlace breaks) =>
        place == breaks ? throw new InvalidOperationException($"{place} met {value}.") : value;

    private static FragilePlace Worst(FragilePlace left, FragilePlace right) => left > right ? left : right;
}
