namespace OrleansSessions.ClientSample;

/// <summary>The requests of a stretch of time; nothing before its end comes in a later part.</summary>
internal sealed record LogPart(IReadOnlyList<LoggedRequest> Requests, DateTimeOffset End);
