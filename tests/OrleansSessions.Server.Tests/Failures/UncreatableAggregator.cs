namespace OrleansSessions.Server.Tests;

/// <summary>Counts, but can not begin to.</summary>
internal sealed class UncreatableAggregator : ISessionAggregator<int, int, int>
{
    public int CreateAccumulator() => throw new InvalidOperationException("Nothing to begin with.");

    public int Add(int accumulator, int value, DateTimeOffset eventTime) => accumulator + 1;

    public int Merge(int left, int right) => left + right;

    public int GetResult(int accumulator) => accumulator;
}
