namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>What has become of sessions.</summary>
/// <param name="Opened">An event has begun them.</param>
/// <param name="Merged">They became part of others.</param>
/// <param name="Closed">They have closed, by reason; a reason that has not occurred is not there.</param>
public sealed record SessionCountsItem(long Opened, long Merged, IReadOnlyDictionary<string, long> Closed);
