using System.Text.Json;

namespace OrleansSessions.Host.Json;

/// <summary>Values of properties that must have a form.</summary>
internal static class JsonValues
{
    /// <summary>Reads the next value.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? Read<T>(ref Utf8JsonReader reader, string property, string form, JsonValueReader<T> tryRead, out T value)
    {
        reader.Read();
        return tryRead(ref reader, out value) ? null : $"\"{property}\" must be {form}, but is {FieldJson.ReadSource(ref reader)}.";
    }
}
