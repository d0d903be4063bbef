using System.Buffers.Text;
using System.Text.Json;

namespace OrleansSessions.Host.Json;

/// <summary>Times as outsiders write and read them.</summary>
internal static class TimestampJson
{
    public const string Form = "a time in ISO-8601 with an offset, or epoch milliseconds";

    private static readonly long MaxEpochMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
    private static readonly long MinEpochMilliseconds = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();

    public static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        time = default;
        if (reader.TokenType == JsonTokenType.Number)
        {
            var isEpoch = reader.TryGetInt64(out var milliseconds)
                && milliseconds >= MinEpochMilliseconds && milliseconds <= MaxEpochMilliseconds;
            time = isEpoch ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : default;
            return isEpoch;
        }

        return reader.TokenType == JsonTokenType.String
            && HasOffset(reader.ValueSpan)
            && reader.TryGetDateTimeOffset(out time);
    }

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        var reader = new Utf8JsonReader(JsonSerializer.SerializeToUtf8Bytes(text, FieldJson.OneLine));
        reader.Read();
        return TryRead(ref reader, out time);
    }

    /// <summary>With milliseconds, and with seven digits only where they are needed.</summary>
    public static void Write(Utf8JsonWriter writer, string property, DateTimeOffset time) => writer.WriteString(
        property,
        time.UtcDateTime.ToString(
            time.UtcTicks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-ddTHH:mm:ss.fffZ" : "yyyy-MM-ddTHH:mm:ss.fffffffZ",
            System.Globalization.CultureInfo.InvariantCulture));

    // A time without offset would be read as the machine's own.
    private static bool HasOffset(ReadOnlySpan<byte> text)
    {
        const int OffsetLength = 6;
        return text.Length > OffsetLength
            && (text[^1] is (byte)'Z' or (byte)'z'
                || (text[^OffsetLength] is (byte)'+' or (byte)'-' && text[^3] == (byte)':' && Utf8Parser.TryParse(text[^5..^3], out byte _, out _)));
    }
}
