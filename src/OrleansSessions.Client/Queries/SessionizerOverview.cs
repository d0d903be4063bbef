namespace OrleansSessions;

/// <summary>A sessionizer as it is now, over all silos. Answered by the scanners, without touching a session.</summary>
/// <param name="Watermark">The greatest watermark that a silo uses.</param>
/// <param name="IsDrained">Whether it takes no events.</param>
/// <param name="Silos">What each silo knows.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.overview")]
public sealed record SessionizerOverview(
    [property: Id(0)] DateTimeOffset Watermark,
    [property: Id(1)] bool IsDrained,
    [property: Id(2)] IReadOnlyList<SiloOverview> Silos)
{
    /// <summary>The number of keys with an open session; those that have lately moved count for each silo that they were on.</summary>
    public long OpenKeys => Silos.Sum(silo => silo.OpenKeys);

    /// <summary>The number of open sessions, counted as <see cref="OpenKeys"/> is.</summary>
    public long OpenSessions => Silos.Sum(silo => silo.OpenSessions);

    /// <summary>The key whose open session has the least start; null when none is open.</summary>
    public OpenKey? Oldest => Silos.Select(silo => silo.Oldest).OfType<OpenKey>().MinBy(key => key.Start);

    /// <summary>The key whose open session has the most events; null when none is open.</summary>
    public OpenKey? Largest => Silos.Select(silo => silo.Largest).OfType<OpenKey>().MaxBy(key => key.Count);
}
