namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>The open sessions of a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Open">The sessions, in order of time.</param>
public sealed record OpenSessions(string Key, IReadOnlyList<OpenSessionItem> Open);
