namespace OrleansSessions.Benchmarks.Scale;

/// <summary>What so many open sessions cost.</summary>
/// <param name="Open">How many.</param>
/// <param name="Opened">Opened per second.</param>
/// <param name="Bytes">The bytes that they take while they are in use.</param>
/// <param name="Tick">The longest scan while none was due, in milliseconds.</param>
/// <param name="Extended">Events per second, one for each.</param>
/// <param name="IdleBytes">The bytes that they take once they have been idle.</param>
/// <param name="Closed">Closed per second, all being due at once.</param>
/// <param name="AppendMedian">The median of appends meanwhile, in milliseconds.</param>
/// <param name="AppendPercentile99">What 99 % of those did not exceed, in milliseconds.</param>
internal sealed record ScaleFigures(
    int Open,
    double Opened,
    long Bytes,
    double Tick,
    double Extended,
    long IdleBytes,
    double Closed,
    double AppendMedian,
    double AppendPercentile99);
