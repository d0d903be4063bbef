namespace OrleansSessions.Core.Tests;

/// <summary>
/// How many cases one run generates for each property that names the constant. Their sum is asserted, so that it cannot
/// shrink unnoticed; as some constants serve several properties, a run generates more than the sum.
/// </summary>
internal static class GeneratedCases
{
    public const long FixedGapOracle = 50_000;
    public const long DynamicGapOracle = 50_000;
    public const long HistoryModel = 80_000;
    public const long Replay = 20_000;
    public const long Fleet = 20_000;
    public const long ExpiryModel = 50_000;
    public const long AggregatorOrder = 2_000;
    public const long ExactSum = 10_000;
}
