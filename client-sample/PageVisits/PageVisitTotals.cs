namespace OrleansSessions.ClientSample;

/// <summary>The accumulator: what is kept of a visit while it is open. It is stored after every change, so it is small.</summary>
[GenerateSerializer, Immutable, Alias("sample.pagevisittotals")]
public sealed record PageVisitTotals
{
    /// <summary>The first page.</summary>
    [Id(0)]
    public PageView? Entry { get; init; }

    /// <summary>The last page.</summary>
    [Id(1)]
    public PageView? Exit { get; init; }

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
