namespace OrleansSessions.Host.Json;

/// <summary>A control line that ends the sessions of a key.</summary>
/// <param name="Key">The key.</param>
/// <param name="At">Those that start at or before this end.</param>
internal readonly record struct KeyEnd(string Key, DateTimeOffset At);
