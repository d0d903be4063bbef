namespace OrleansSessions.Testing.Tests;

internal sealed class ForgetfulSum : ISessionAggregator<int, ForgetfulTotal, int>
{
    public ForgetfulTotal CreateAccumulator() => new();

    public ForgetfulTotal Add(ForgetfulTotal accumulator, int value, DateTimeOffset eventTime) => new() { Sum = accumulator.Sum + value };

    public ForgetfulTotal Merge(ForgetfulTotal left, ForgetfulTotal right) => new() { Sum = left.Sum + right.Sum };

    public int GetResult(ForgetfulTotal accumulator) => accumulator.Sum;
}
