using OrleansSessions.Core.Tests;

namespace OrleansSessions.Server.Tests;

/// <summary>A sessionizer whose histories are compared with the model. Times are in seconds.</summary>
internal sealed record HistorySessionizer(
    string Id, int Gap, int? LongestGap, bool IsInclusive = false, int Lateness = 0, int? MaxDuration = null, int? MaxEvents = null)
{
    public const int OutOfOrderness = 3;

    public const int ScanInterval = 10;

    public static readonly IReadOnlyList<HistorySessionizer> All =
    [
        new("plain", Gap: 4, LongestGap: 6),
        new("inclusive", Gap: 4, LongestGap: 6, IsInclusive: true, Lateness: 3),
        new("limits", Gap: 4, LongestGap: 6, Lateness: 2, MaxDuration: 9, MaxEvents: 5),
        new("inclusive-limits", Gap: 3, LongestGap: 3, IsInclusive: true, MaxDuration: 7, MaxEvents: 4),
        new("arrival", Gap: 40, LongestGap: null, MaxEvents: 6),
        new("arrival-inclusive", Gap: 40, LongestGap: null, IsInclusive: true, MaxDuration: 100),
    ];

    public bool IsArrival => LongestGap is null;

    /// <summary>How far the watermark must pass what a producer has sent before that is forgotten.</summary>
    public int ProducerRetention => Gap * 2;

    public SessionName<long, decimal> Name => new($"history-{Id}");

    public ModelRules ModelRules => new(
        IsInclusive, Ticks(Lateness), Ticks(LongestGap ?? Gap), MaxDuration is { } duration ? Ticks(duration) : null, MaxEvents);

    public static long Ticks(int seconds) => seconds * TimeSpan.TicksPerSecond;

    public void Configure(SessionizerOptions options)
    {
        options.Clock = IsArrival ? SessionClock.Arrival : SessionClock.EventTime;
        options.Gap = TimeSpan.FromSeconds(Gap);
        options.LongestGap = LongestGap is { } longest ? TimeSpan.FromSeconds(longest) : null;
        options.ScanInterval = TimeSpan.FromSeconds(ScanInterval);
        options.Boundary = IsInclusive ? GapBoundary.Inclusive : GapBoundary.Exclusive;
        options.AllowedLateness = TimeSpan.FromSeconds(Lateness);
        options.OutOfOrderness = TimeSpan.FromSeconds(OutOfOrderness);
        options.ProducerRetention = TimeSpan.FromSeconds(ProducerRetention);
        options.MaxDuration = MaxDuration is { } duration ? TimeSpan.FromSeconds(duration) : null;
        options.MaxEvents = MaxEvents;
        // Sources fall silent and clocks run wild in tests of their own.
        options.SourceIdleTimeout = null;
        options.MaxAhead = null;
    }
}
