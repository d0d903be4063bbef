namespace OrleansSessions.Server;

/// <summary>The rules of <see cref="SessionizerOptions"/>. Each broken rule gives one line with the property, the rule and the value.</summary>
internal static class SessionizerOptionsRules
{
    public static IEnumerable<string> FindBroken(string sessionizer, SessionizerOptions options)
    {
        if (options.Gap <= TimeSpan.Zero)
        {
            yield return Broken(nameof(options.Gap), "must be positive", options.Gap);
        }

        if (!Enum.IsDefined(options.Boundary))
        {
            yield return Broken(nameof(options.Boundary), "must be Exclusive or Inclusive", options.Boundary);
        }

        if (!Enum.IsDefined(options.Clock))
        {
            yield return Broken(nameof(options.Clock), "must be Arrival or EventTime", options.Clock);
        }

        if (options.AllowedLateness < TimeSpan.Zero)
        {
            yield return Broken(nameof(options.AllowedLateness), "must not be negative", options.AllowedLateness);
        }

        if (options.AllowedLateness != TimeSpan.Zero && options.Clock == SessionClock.Arrival)
        {
            yield return Broken(
                nameof(options.AllowedLateness), "must be zero on the arrival clock, where nothing is late", options.AllowedLateness);
        }

        if (options.LongestGap < options.Gap)
        {
            yield return Broken(nameof(options.LongestGap), $"must be at least Gap ({options.Gap})", options.LongestGap);
        }

        if (options.LongestGap is not null && options.ScanInterval is null)
        {
            yield return Broken(
                nameof(options.ScanInterval), "must be set when events carry gaps of their own (LongestGap is set)", options.ScanInterval);
        }

        if (options.ScanInterval < SessionizerOptions.MinScanInterval || options.ScanInterval > SessionizerOptions.MaxScanInterval)
        {
            yield return Broken(
                nameof(options.ScanInterval),
                $"must be from {SessionizerOptions.MinScanInterval} to {SessionizerOptions.MaxScanInterval}",
                options.ScanInterval);
        }

        string Broken(string property, string rule, object? value) =>
            $"Sessionizer '{sessionizer}': {property} {rule}, but is {value ?? "not set"}.";
    }
}
