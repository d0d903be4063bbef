namespace OrleansSessions.Server;

/// <summary>What a silo reports of a source to the sessionizer's watermark grain.</summary>
/// <param name="Source">The source.</param>
/// <param name="Revision">Of what the source said last.</param>
/// <param name="LeastUnacknowledged">What the source said is on its way elsewhere; null for nothing.</param>
/// <param name="LeastInFlight">The least time of its events that are being stored here; null for none.</param>
/// <param name="GreatestAcknowledged">The greatest time of its events that are stored; null for none.</param>
/// <param name="Silence">How long ago it was heard last.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.sourcereport")]
internal readonly record struct SourceReport(
    [property: Id(0)] string Source,
    [property: Id(1)] long Revision,
    [property: Id(2)] DateTimeOffset? LeastUnacknowledged,
    [property: Id(3)] DateTimeOffset? LeastInFlight,
    [property: Id(4)] DateTimeOffset? GreatestAcknowledged,
    [property: Id(5)] TimeSpan Silence);
