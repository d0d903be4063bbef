using System.Text;
using System.Text.Json;
using OrleansSessions.Fields;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Tests.Parsing;

/// <summary>Reads and writes one JSON value with what the host reads and writes it with.</summary>
internal static class JsonText
{
    public static FieldValue ReadField(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return FieldJson.Read(ref reader);
    }

    public static DateTimeOffset? ReadTimestamp(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        return TimestampJson.TryRead(ref reader, out var time) ? time : null;
    }

    public static string Write(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, SessionJson.Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
