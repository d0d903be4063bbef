namespace OrleansSessions.Server;

/// <summary>What a silo reports of all sources at one time.</summary>
/// <param name="Number">Counts this silo's reports, so that one from before a source was complete can be told.</param>
/// <param name="Items">A report for each source that it has heard.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.sourcereports")]
internal readonly record struct SourceReports([property: Id(0)] long Number, [property: Id(1)] SourceReport[] Items);
