namespace OrleansSessions;

/// <summary>What a source of events says of itself with each batch, so that its watermark does not overtake its own events.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Revision">Grows with every report of the source: the newest counts, by whatever way it comes.</param>
/// <param name="LeastUnacknowledged">The least time of the source's events that it has sent and not seen acknowledged; null for none.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.sourceprogress")]
public readonly record struct SourceProgress(
    [property: Id(0)] string Source, [property: Id(1)] long Revision, [property: Id(2)] DateTimeOffset? LeastUnacknowledged)
{
    /// <summary>The most characters that a source's name may have.</summary>
    public const int MaxNameLength = 128;
}
