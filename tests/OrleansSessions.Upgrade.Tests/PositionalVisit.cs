namespace OrleansSessions.Upgrade.Tests;

/// <summary>As it should not be changed: the value after Depth is never used for what was stored before.</summary>
[GenerateSerializer, Alias("upgrade.positionalvisit")]
internal sealed record PositionalVisit([property: Id(0)] long Number, [property: Id(1)] string Page, [property: Id(2)] int Depth = -1);
