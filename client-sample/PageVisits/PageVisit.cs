namespace OrleansSessions.ClientSample;

/// <summary>The result: what a visit was, once it has closed.</summary>
[GenerateSerializer, Immutable, Alias("sample.pagevisit")]
public sealed record PageVisit
{
    /// <summary>The page by which the visitor came; null when none was asked for, only images.</summary>
    [Id(0)]
    public string? EntryPage { get; init; }

    /// <summary>The page from which the visitor left; null as above.</summary>
    [Id(1)]
    public string? ExitPage { get; init; }

    /// <summary>How many pages.</summary>
    [Id(2)]
    public int Pages { get; init; }

    /// <summary>The bytes of all answers.</summary>
    [Id(3)]
    public long Bytes { get; init; }

    /// <summary>How many requests could not be answered.</summary>
    [Id(4)]
    public int Errors { get; init; }
}
