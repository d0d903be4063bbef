using System.Collections.Immutable;

namespace OrleansSessions.Upgrade;

/// <summary>A result.</summary>
[GenerateSerializer, Immutable, Alias("upgrade.summary")]
public sealed record VisitSummary
{
    /// <summary>All numbers, in order.</summary>
    [Id(0)]
    public ImmutableArray<long> Numbers { get; init; } = [];

    /// <summary>The last page by name.</summary>
    [Id(1)]
    public string Page { get; init; } = "";

    /// <summary>The last referrer by name. New.</summary>
    [Id(2)]
    public string? Referrer { get; init; }

    /// <summary>The greatest depth; -1 when nobody said. New.</summary>
    [Id(3)]
    public int Depth { get; init; } = -1;
}
