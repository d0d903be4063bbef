using OrleansSessions.Fields;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Replay;

/// <summary>What to replay, and how.</summary>
internal sealed class ReplayOptions
{
    public required string File { get; init; }

    public required TimeSpan Gap { get; init; }

    public GapBoundary Boundary { get; init; }

    public TimeSpan AllowedLateness { get; init; }

    public TimeSpan? OutOfOrderness { get; init; }

    public TimeSpan? LongestGap { get; init; }

    public TimeSpan? MaxAhead { get; init; }

    public TimeSpan? MaxDuration { get; init; }

    public long? MaxEvents { get; init; }

    public long? MaxStateBytes { get; init; }

    public FieldMatch? EndWhen { get; init; }

    public TimeSpan ProducerRetention { get; init; }

    public long? MaxProducers { get; init; }

    public string? LateFile { get; init; }

    public bool EchoWatermarks { get; init; }

    public bool SkipBad { get; init; }

    public IReadOnlyList<FieldAggregate> Aggregates { get; init; } = [];

    /// <summary>The fields that are read at all.</summary>
    public IReadOnlySet<string> Fields =>
        Aggregates.Select(aggregate => aggregate.Field).Concat(EndWhen is null ? [] : [EndWhen.Field]).ToHashSet(StringComparer.Ordinal);

    /// <summary>The time past which an event lies too far ahead; null for none.</summary>
    public DateTimeOffset? Latest(DateTimeOffset now) => MaxAhead is { } ahead && ahead < DateTimeOffset.MaxValue - now ? now + ahead : null;

    public void Apply(SessionizerOptions options)
    {
        options.Clock = SessionClock.EventTime;
        options.Gap = Gap;
        options.Boundary = Boundary;
        options.AllowedLateness = AllowedLateness;
        options.LongestGap = LongestGap;
        // Nothing is left to the ticks and to the clock: replay moves the watermark and waits for what it closes.
        options.ScanInterval = SessionizerOptions.MaxScanInterval;
        options.SourceIdleTimeout = null;
        options.MaxAhead = MaxAhead;
        options.MaxDuration = MaxDuration;
        options.MaxEvents = MaxEvents;
        options.MaxStateBytes = MaxStateBytes;
        options.ProducerRetention = ProducerRetention;
        options.MaxProducers = (int?)MaxProducers ?? options.MaxProducers;
    }
}
