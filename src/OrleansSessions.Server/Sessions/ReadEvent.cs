namespace OrleansSessions.Server;

/// <summary>What was read of an event.</summary>
internal readonly record struct ReadEvent(DateTimeOffset Time, TimeSpan Gap, bool EndsSession);
