namespace OrleansSessions.Server;

/// <summary>A named value as the store has it.</summary>
/// <param name="Version">Its version; 0 when the store does not have it.</param>
/// <param name="Value">The value; empty when the store does not have it.</param>
public readonly record struct StoredRecord(long Version, ReadOnlyMemory<byte> Value);
