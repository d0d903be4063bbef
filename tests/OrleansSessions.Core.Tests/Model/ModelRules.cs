namespace OrleansSessions.Core.Tests;

/// <summary>A sessionizer's rules in plain numbers.</summary>
internal sealed record ModelRules(
    bool IsInclusive, long Lateness, long LongestGap, long? MaxDuration = null, long? MaxEvents = null)
{
    public SessionRules ToRules(long gap, long unit) => new(TimeSpan.FromTicks(gap * unit))
    {
        Boundary = IsInclusive ? GapBoundary.Inclusive : GapBoundary.Exclusive,
        AllowedLateness = TimeSpan.FromTicks(Lateness * unit),
        LongestGap = TimeSpan.FromTicks(LongestGap * unit),
        MaxDuration = MaxDuration is { } duration ? TimeSpan.FromTicks(duration * unit) : null,
        MaxEvents = MaxEvents,
    };
}
