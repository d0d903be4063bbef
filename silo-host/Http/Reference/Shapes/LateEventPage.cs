namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>A page of late events.</summary>
/// <param name="Events">The events.</param>
/// <param name="Next">The cursor of the next page.</param>
/// <param name="Complete">Of the newest only: whether none was passed over that is newer.</param>
public sealed record LateEventPage(IReadOnlyList<LateEventItem> Events, string Next, bool? Complete = null);
