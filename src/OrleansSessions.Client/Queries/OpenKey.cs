namespace OrleansSessions;

/// <summary>A key with an open session, as the scanners know it.</summary>
/// <param name="Key">The session key.</param>
/// <param name="Silo">The silo that its grain was last on.</param>
/// <param name="Start">The start of its oldest open session, UTC.</param>
/// <param name="Count">The number of events of its largest open session.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.openkey")]
public sealed record OpenKey(
    [property: Id(0)] string Key, [property: Id(1)] string Silo, [property: Id(2)] DateTimeOffset Start, [property: Id(3)] long Count);
