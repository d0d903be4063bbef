namespace OrleansSessions;

/// <summary>
/// What a silo's scanner knows of a sessionizer. The oldest and the largest are found by looking through all keys: where a silo has
/// very many, those two may be many seconds old, so that who asks often takes no more than half a hundredth of a core.
/// </summary>
/// <param name="Silo">The silo.</param>
/// <param name="OpenKeys">
/// The number of keys with an open session. A key that has moved to another silo is counted here too, until the end that its
/// session had when it moved.
/// </param>
/// <param name="ClosedKeys">The number of keys without an open session that are remembered for what has closed.</param>
/// <param name="SetAside">
/// Keys whose stored state could not be read, at most 100: their events are rejected until they are forgotten, or a silo that
/// can read them takes an event of theirs.
/// </param>
/// <param name="Oldest">The key whose open session has the least start; null when none is open.</param>
/// <param name="Largest">The key whose open session has the most events; null when none is open.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.silooverview")]
public sealed record SiloOverview(
    [property: Id(0)] string Silo,
    [property: Id(1)] long OpenKeys,
    [property: Id(2)] long ClosedKeys,
    [property: Id(3)] IReadOnlyList<string> SetAside,
    [property: Id(4)] OpenKey? Oldest,
    [property: Id(5)] OpenKey? Largest)
{
    /// <summary>The number of open sessions.</summary>
    [Id(6)]
    public long OpenSessions { get; init; }

    /// <summary>The watermark that the silo uses; null where it has never moved.</summary>
    [Id(7)]
    public DateTimeOffset? Watermark { get; init; }

    /// <summary>
    /// How far that watermark is behind the clock of the grains; negative where it is ahead. Null on the arrival clock, before it has
    /// moved, and at the end of time.
    /// </summary>
    [Id(8)]
    public TimeSpan? WatermarkLag { get; init; }

    /// <summary>What the silo has counted; null of a silo of a version that does not tell.</summary>
    [Id(9)]
    public SessionCounts? Counts { get; init; }
}
