namespace OrleansSessions.Server;

/// <summary>The newest entries of a log, as they were found by looking back from its end.</summary>
/// <param name="Entries">The entries: within a partition the newest first, as many of each as were asked for altogether.</param>
/// <param name="IsComplete">
/// Whether no newer ones were passed over: false where entries of others lay between, and as many as may be looked at had been.
/// </param>
public sealed record NewestEntries(IReadOnlyList<LogEntry> Entries, bool IsComplete);
