namespace OrleansSessions;

/// <summary>
/// What a silo has counted of a sessionizer since it started. The cluster's figure is the sum over its silos; a rate is the
/// difference of two answers of one silo, over the time between them.
/// </summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.counts")]
public sealed record SessionCounts
{
    /// <summary>The durations up to which sessions are counted in <see cref="Durations"/>, each with those that last exactly as long.</summary>
    public static IReadOnlyList<TimeSpan> DurationBounds { get; } =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromDays(1),
    ];

    /// <summary>When the silo began to count, UTC.</summary>
    [Id(0)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Events that became part of a session.</summary>
    [Id(1)]
    public required long Accepted { get; init; }

    /// <summary>Events whose session had closed.</summary>
    [Id(2)]
    public required long Late { get; init; }

    /// <summary>Events that are not valid, and those whose key is set aside or whose sessionizer is drained.</summary>
    [Id(3)]
    public required long Rejected { get; init; }

    /// <summary>Events that had been taken before.</summary>
    [Id(4)]
    public required long Duplicates { get; init; }

    /// <summary>Events that were not acknowledged. What is sent again counts again.</summary>
    [Id(5)]
    public required long Failed { get; init; }

    /// <summary>Sessions that an event has begun.</summary>
    [Id(6)]
    public required long Opened { get; init; }

    /// <summary>Open sessions that became part of another one.</summary>
    [Id(7)]
    public required long Merged { get; init; }

    /// <summary>Sessions that have closed, by the number of the <see cref="CloseReason"/>.</summary>
    [Id(8)]
    public required IReadOnlyList<long> Closed { get; init; }

    /// <summary>
    /// Sessions that have closed, by how long they lasted from the first event to the last: as many as are longer than the bound
    /// before and not longer than that of <see cref="DurationBounds"/>; at last those that are longer than all.
    /// </summary>
    [Id(9)]
    public required IReadOnlyList<long> Durations { get; init; }
}
