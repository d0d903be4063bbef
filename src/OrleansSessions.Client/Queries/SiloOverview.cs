namespace OrleansSessions;

/// <summary>What a silo's scanner knows of a sessionizer.</summary>
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
    [property: Id(5)] OpenKey? Largest);
