namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>A sessionizer as it is now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Clock">Arrival or EventTime.</param>
/// <param name="Watermark">Its watermark: a time, "max", or null while it has never moved.</param>
/// <param name="Drained">Whether it takes no events until it is reopened.</param>
/// <param name="OpenKeys">How many keys have an open session.</param>
/// <param name="OpenSessions">How many sessions are open.</param>
/// <param name="Oldest">The key with the oldest open session.</param>
/// <param name="Largest">The key with the most events.</param>
/// <param name="Silos">The silos.</param>
/// <param name="Durations">How long the sessions lasted that have closed since the silos started.</param>
public sealed record SessionizerItem(
    string Name,
    string Clock,
    string? Watermark,
    bool Drained,
    long OpenKeys,
    long OpenSessions,
    OpenKeyItem? Oldest,
    OpenKeyItem? Largest,
    IReadOnlyList<SiloItem> Silos,
    IReadOnlyList<DurationItem> Durations);
