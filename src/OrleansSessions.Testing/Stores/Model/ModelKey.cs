namespace OrleansSessions.Testing;

/// <summary>A key as the model has it.</summary>
internal sealed record ModelKey(long Version, string State, long? Deadline, long OpenEnd);
