namespace OrleansSessions.Core.Tests;

/// <summary>How many cases one run generates, per property. Their sum is asserted, so that it cannot shrink unnoticed.</summary>
internal static class GeneratedCases
{
    public const long FixedGapOracle = 25_000;
    public const long DynamicGapOracle = 25_000;
    public const long HistoryModel = 40_000;
    public const long Replay = 10_000;
    public const long Fleet = 5_000;
    public const long ExpiryModel = 10_000;
    public const long AggregatorOrder = 2_000;
    public const long ExactSum = 10_000;
}
