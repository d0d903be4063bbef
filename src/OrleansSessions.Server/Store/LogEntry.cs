namespace OrleansSessions.Server;

/// <summary>An entry of the log, as it is read.</summary>
/// <param name="Position">Its place in its partition: from 1, growing by one.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Key">The sessionizer and the key that it is of.</param>
/// <param name="Payload">As it was appended.</param>
public sealed record LogEntry(long Position, LogKind Kind, SessionKey Key, ReadOnlyMemory<byte> Payload);
