namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>A page of closed sessions.</summary>
/// <param name="Sessions">The sessions, in closing order per key.</param>
/// <param name="Next">The cursor of the next page.</param>
/// <param name="Complete">Of the newest only: whether none was passed over that is newer.</param>
public sealed record ClosedSessionPage(IReadOnlyList<ClosedSessionItem> Sessions, string Next, bool? Complete = null);
