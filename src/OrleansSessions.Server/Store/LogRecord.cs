namespace OrleansSessions.Server;

/// <summary>What a commit appends to the log.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Payload">As it is to be read back.</param>
/// <param name="Session">The closed session, for stores that keep its parts in columns; null for a late event.</param>
public sealed record LogRecord(LogKind Kind, ReadOnlyMemory<byte> Payload, ClosedSession? Session);
