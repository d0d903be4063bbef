namespace OrleansSessions.Server;

/// <summary>The rules of <see cref="SessionizerOptions"/>. Each broken rule gives one line with the property, the rule and the value.</summary>
internal static class SessionizerOptionsRules
{
    private const int GreatestMaxProducers = 1_000;

    public static IEnumerable<string> FindBroken(string sessionizer, SessionizerOptions options, bool hasGapSelector) =>
        Rules(options, hasGapSelector)
            .Where(rule => rule.IsBroken)
            .Select(rule => $"Sessionizer '{sessionizer}': {rule.Property} {rule.Text}, but is {rule.Value ?? "not set"}.");

    private static IEnumerable<(bool IsBroken, string Property, string Text, object? Value)> Rules(SessionizerOptions o, bool hasGapSelector)
    {
        var isArrival = o.Clock == SessionClock.Arrival;
        return
        [
            (o.Gap <= TimeSpan.Zero, nameof(o.Gap), "must be positive", o.Gap),
            (!Enum.IsDefined(o.Boundary), nameof(o.Boundary), "must be Exclusive or Inclusive", o.Boundary),
            (!Enum.IsDefined(o.Clock), nameof(o.Clock), "must be Arrival or EventTime", o.Clock),
            (!Enum.IsDefined(o.Expiry), nameof(o.Expiry), "must be Ticker or Deadline", o.Expiry),
            (o.Expiry == ExpiryMode.Deadline && !isArrival,
                nameof(o.Expiry), "must be Ticker on event time, where sessions close as the watermark is learnt", o.Expiry),
            (o.AllowedLateness < TimeSpan.Zero, nameof(o.AllowedLateness), "must not be negative", o.AllowedLateness),
            (o.AllowedLateness != TimeSpan.Zero && isArrival,
                nameof(o.AllowedLateness), "must be zero on the arrival clock, where nothing is late", o.AllowedLateness),
            (o.LongestGap < o.Gap, nameof(o.LongestGap), $"must be at least Gap ({o.Gap})", o.LongestGap),
            (o.LongestGap is null && hasGapSelector,
                nameof(o.LongestGap), "must be set when a selector chooses gaps", o.LongestGap),
            (o.LongestGap is not null && o.ScanInterval is null,
                nameof(o.ScanInterval), "must be set when events carry gaps of their own (LongestGap is set)", o.ScanInterval),
            (o.ScanInterval < SessionizerOptions.MinScanInterval || o.ScanInterval > SessionizerOptions.MaxScanInterval,
                nameof(o.ScanInterval),
                $"must be from {SessionizerOptions.MinScanInterval} to {SessionizerOptions.MaxScanInterval}",
                o.ScanInterval),
            (o.OutOfOrderness < TimeSpan.Zero, nameof(o.OutOfOrderness), "must not be negative", o.OutOfOrderness),
            (o.SourceIdleTimeout <= TimeSpan.Zero, nameof(o.SourceIdleTimeout), "must be positive, or not set", o.SourceIdleTimeout),
            (o.MaxAhead < TimeSpan.Zero, nameof(o.MaxAhead), "must not be negative", o.MaxAhead),
            (o.MaxDuration <= TimeSpan.Zero, nameof(o.MaxDuration), "must be positive", o.MaxDuration),
            (o.MaxEvents < 1, nameof(o.MaxEvents), "must be at least 1", o.MaxEvents),
            (o.MaxStateBytes < 1, nameof(o.MaxStateBytes), "must be at least 1", o.MaxStateBytes),
            (o.ProducerRetention < TimeSpan.Zero, nameof(o.ProducerRetention), "must not be negative", o.ProducerRetention),
            (o.MaxProducers is < 1 or > GreatestMaxProducers,
                nameof(o.MaxProducers), $"must be from 1 to {GreatestMaxProducers}", o.MaxProducers),
        ];
    }
}
