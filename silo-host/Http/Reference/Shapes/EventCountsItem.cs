namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>What has become of events.</summary>
/// <param name="Accepted">They are part of a session.</param>
/// <param name="Late">Their session had closed.</param>
/// <param name="Rejected">They were not valid, or their key is set aside or their sessionizer drained.</param>
/// <param name="Duplicate">They had been taken before.</param>
/// <param name="Failed">They were not acknowledged.</param>
public sealed record EventCountsItem(long Accepted, long Late, long Rejected, long Duplicate, long Failed);
