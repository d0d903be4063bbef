namespace OrleansSessions.Server.Tests;

/// <summary>Sums; a sum that can be written has a result that can not, when it is unlucky.</summary>
internal sealed class UnwritableAggregator : ISessionAggregator<int, Unwritable, Unwritable>
{
    public const int Unlucky = 13;

    public Unwritable CreateAccumulator() => new(0);

    public Unwritable Add(Unwritable accumulator, int value, DateTimeOffset eventTime) => new(accumulator.Value + value);

    public Unwritable Merge(Unwritable left, Unwritable right) => new(left.Value + right.Value);

    public Unwritable GetResult(Unwritable accumulator) => accumulator.Value == Unlucky ? new Unwritable(-Unlucky) : accumulator;
}
