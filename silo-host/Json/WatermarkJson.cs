using System.Text.Json;

namespace OrleansSessions.Host.Json;

/// <summary>Watermarks as outsiders write and read them: a time, or <c>max</c> for the end of time.</summary>
internal static class WatermarkJson
{
    public const string Form = TimestampJson.Form + ", or \"max\"";

    public static bool TryRead(ref Utf8JsonReader reader, out Watermark watermark)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("max"u8))
        {
            watermark = Watermark.End;
            return true;
        }

        var isTime = TimestampJson.TryRead(ref reader, out var time);
        watermark = Watermark.At(time);
        return isTime;
    }

    /// <summary>Null while it has never moved.</summary>
    public static void Write(Utf8JsonWriter writer, string property, Watermark watermark)
    {
        if (watermark == Watermark.Beginning)
        {
            writer.WriteNull(property);
        }
        else if (watermark >= Watermark.At(DateTimeOffset.MaxValue))
        {
            writer.WriteString(property, "max");
        }
        else
        {
            TimestampJson.Write(writer, property, watermark.Time);
        }
    }
}
