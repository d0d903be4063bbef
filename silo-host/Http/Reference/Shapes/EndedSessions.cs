namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>How many sessions were ended.</summary>
/// <param name="Ended">The number.</param>
internal sealed record EndedSessions(int Ended);
