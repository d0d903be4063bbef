using System.Text.Json;

namespace OrleansSessions.Host.Json;

/// <summary>Reads the value at which the reader stands; false when it has not the form.</summary>
internal delegate bool JsonValueReader<T>(ref Utf8JsonReader reader, out T value);
