using System.Text.Json;
using OrleansSessions.Fields;

namespace OrleansSessions.Host.Json;

/// <summary>Late events as JSON.</summary>
internal static class LateEventJson
{
    public static void Write(Utf8JsonWriter writer, LateEvent<FieldEvent> item)
    {
        writer.WriteStartObject();
        writer.WriteString("sessionizer", item.Sessionizer);
        writer.WriteString("key", item.Key);
        TimestampJson.Write(writer, "timestamp", item.Timestamp);
        TimestampJson.Write(writer, "watermark", item.Watermark);
        writer.WriteStartObject("event");
        foreach (var field in item.Value.Fields)
        {
            writer.WritePropertyName(field.Name);
            FieldJson.Write(writer, field.Value);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
