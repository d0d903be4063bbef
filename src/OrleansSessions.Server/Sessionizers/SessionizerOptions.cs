namespace OrleansSessions.Server;

/// <summary>What a sessionizer's sessions are. Wrong values stop the silo at start.</summary>
public sealed class SessionizerOptions
{
    /// <summary>The least <see cref="ScanInterval"/>.</summary>
    public static readonly TimeSpan MinScanInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>The greatest <see cref="ScanInterval"/>.</summary>
    public static readonly TimeSpan MaxScanInterval = TimeSpan.FromDays(1);

    /// <summary>
    /// The inactivity that ends a session. Positive; default 30 minutes. A larger gap keeps more sessions open.
    /// </summary>
    public TimeSpan Gap { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Whether an event exactly one gap after the last joins the session. Default <see cref="GapBoundary.Exclusive"/>, as in
    /// Beam; <see cref="GapBoundary.Inclusive"/> is as in Flink, Kafka Streams and Spark.
    /// </summary>
    public GapBoundary Boundary { get; set; }

    /// <summary>Which time counts. Default <see cref="SessionClock.Arrival"/>.</summary>
    public SessionClock Clock { get; set; }

    /// <summary>
    /// How far the watermark must pass a session's end before it closes. Not negative; default zero; on the arrival clock it
    /// must be zero, for nothing is late there. It delays every result by as much.
    /// </summary>
    public TimeSpan AllowedLateness { get; set; }

    /// <summary>
    /// The longest gap that an event may carry; null, the default, when events may not carry gaps. At least
    /// <see cref="Gap"/>. A key is remembered for this long after its last session.
    /// </summary>
    public TimeSpan? LongestGap { get; set; }

    /// <summary>
    /// How often a silo looks for sessions that are due: a session closes half of this after it is due on average, and all
    /// of it at most. From 10 ms to 1 day; default a quarter of <see cref="Gap"/>, within these bounds. Required with
    /// <see cref="LongestGap"/>. A look costs what is due, not what is open.
    /// </summary>
    public TimeSpan? ScanInterval { get; set; }

    internal TimeSpan EffectiveScanInterval =>
        ScanInterval ?? TimeSpan.FromTicks(Math.Clamp(Gap.Ticks / 4, MinScanInterval.Ticks, MaxScanInterval.Ticks));

    internal SessionRules ToRules() => new(Gap)
    {
        Boundary = Boundary,
        AllowedLateness = AllowedLateness,
        LongestGap = LongestGap ?? Gap,
    };
}
