namespace OrleansSessions.Server;

/// <summary>What was read of the log.</summary>
/// <param name="Entries">The entries, by position.</param>
/// <param name="Through">The position up to which all was looked at: read on after it.</param>
public sealed record LogSlice(IReadOnlyList<LogEntry> Entries, long Through);
