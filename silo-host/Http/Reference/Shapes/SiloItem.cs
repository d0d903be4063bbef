namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>What a silo has of a sessionizer.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="OpenKeys">How many keys have an open session.</param>
/// <param name="ClosedKeys">How many keys are remembered after their session.</param>
/// <param name="SetAside">Keys whose state can not be read.</param>
/// <param name="OpenSessions">How many sessions are open.</param>
/// <param name="Watermark">The watermark that it uses: a time, "max", or null while it has never moved.</param>
/// <param name="WatermarkLagSeconds">On event time, how far that is behind the clock; null where it says nothing.</param>
/// <param name="Since">When it began to count.</param>
/// <param name="Events">What has become of the events that it took since.</param>
/// <param name="Sessions">The sessions that it has opened, merged and closed since.</param>
public sealed record SiloItem(
    string Silo,
    long OpenKeys,
    long ClosedKeys,
    IReadOnlyList<string> SetAside,
    long OpenSessions,
    string? Watermark,
    double? WatermarkLagSeconds,
    DateTimeOffset? Since,
    EventCountsItem? Events,
    SessionCountsItem? Sessions);
