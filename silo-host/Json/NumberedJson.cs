namespace OrleansSessions.Host.Json;

/// <summary>A JSON text and its number in the input, from 1.</summary>
/// <param name="Number">The number.</param>
/// <param name="Json">The text; empty when there is a problem.</param>
/// <param name="Problem">Why it was not read; null when it was.</param>
internal readonly record struct NumberedJson(long Number, ReadOnlyMemory<byte> Json, string? Problem = null);
