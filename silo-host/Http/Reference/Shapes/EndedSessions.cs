namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>How many sessions were ended.</summary>
/// <param name="Ended">The number.</param>
public sealed record EndedSessions(int Ended);
