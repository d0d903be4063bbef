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

    /// <summary>When a silo looks for sessions that are due. Default <see cref="ExpiryMode.Ticker"/>.</summary>
    public ExpiryMode Expiry { get; set; }

    /// <summary>
    /// How far the events of one source may be out of order, on event time: its watermark stays this far behind the greatest
    /// time of its acknowledged events, unless it declares its own. Not negative; default 5 seconds. A larger value delays
    /// every result by as much, and makes fewer events late.
    /// </summary>
    public TimeSpan OutOfOrderness { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a source may be silent, on event time, before the watermark no longer waits for it; when all are silent that
    /// long, the watermark goes on at the clock's pace, as far as the end of the last open session, and when one returns the
    /// others are waited for again for as long. Positive; default 1 minute; a longer one delays results when a source stops
    /// without being completed; null when sources are always waited for and the watermark stands still with them.
    /// </summary>
    public TimeSpan? SourceIdleTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How far ahead of the silo's clock an event's time, a declared watermark or an end may lie, on event time: what lies
    /// further is rejected, so that one wrong clock does not close everybody's sessions. Not negative; default 1 hour; null
    /// for any time.
    /// </summary>
    public TimeSpan? MaxAhead { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long a session may last: an event at or past its start plus this starts another, and it closes by
    /// <see cref="CloseReason.MaxDuration"/>. Positive; null, the default, for ever.
    /// </summary>
    public TimeSpan? MaxDuration { get; set; }

    /// <summary>
    /// How many events a session may have: it closes by <see cref="CloseReason.MaxEvents"/> on reaching them. At least 1; null,
    /// the default, for any number.
    /// </summary>
    public long? MaxEvents { get; set; }

    /// <summary>
    /// How many bytes a session's accumulator may have as it is stored: it closes by <see cref="CloseReason.MaxState"/> when it
    /// has them after a batch. At least 1; null, the default, for any number. What a session accumulates is stored again with
    /// every batch of its events, so a larger state makes each of them dearer.
    /// </summary>
    public long? MaxStateBytes { get; set; }

    /// <summary>
    /// For how long, by the sessionizer's watermark, a key remembers what a producer has sent, so that sending it again does
    /// not count it again. Not negative; default 5 minutes. Keys of closed sessions are kept for this long.
    /// </summary>
    public TimeSpan ProducerRetention { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many producers a key remembers; the one that was heard longest ago is forgotten first. From 1 to 1,000; default 32.
    /// Each takes some 40 bytes of a key's state.
    /// </summary>
    public int MaxProducers { get; set; } = 32;

    internal TimeSpan EffectiveScanInterval =>
        ScanInterval ?? TimeSpan.FromTicks(Math.Clamp(Gap.Ticks / 4, MinScanInterval.Ticks, MaxScanInterval.Ticks));

    internal SessionRules ToRules() => new(Gap)
    {
        Boundary = Boundary,
        AllowedLateness = AllowedLateness,
        LongestGap = LongestGap ?? Gap,
        MaxDuration = MaxDuration,
        MaxEvents = MaxEvents,
        MaxStateBytes = MaxStateBytes,
    };
}
