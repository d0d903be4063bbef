namespace OrleansSessions.Host.Json;

/// <summary>A JSON text and its number in the input, from 1.</summary>
internal readonly record struct NumberedJson(long Number, ReadOnlyMemory<byte> Json);
