namespace OrleansSessions.Server;

/// <summary>What a commit changes in the number of sessions: counted once it is stored.</summary>
/// <param name="Sessionizer">The sessionizer.</param>
/// <param name="Opened">Sessions that events have begun.</param>
/// <param name="Merged">Open sessions that became part of others.</param>
internal sealed record SessionChanges(Sessionizer Sessionizer, int Opened, int Merged);
