using System.Text;
using System.Text.Json;
using OrleansSessions.Fields;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Json;

/// <summary>Fields as JSON.</summary>
internal static class FieldJson
{
    private const int MaxQuotedLength = 60;

    /// <summary>Without line ends, and with characters as they are.</summary>
    public static readonly JsonSerializerOptions OneLine = new() { Encoder = SessionJson.Options.Encoder };

    /// <summary>Reads a property, at whose name the reader stands, as a field.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public static string? ReadProperty(
        ref Utf8JsonReader reader, List<Field> fields, IReadOnlySet<string>? needed, EventLimits limits)
    {
        if (reader.ValueSpan.Length > limits.FieldNameBytes)
        {
            return $"The field {Shorten(Encoding.UTF8.GetString(reader.ValueSpan))} has a name of {reader.ValueSpan.Length} bytes; at most {limits.FieldNameBytes} are allowed.";
        }

        var name = reader.GetString()!;
        reader.Read();
        if (needed?.Contains(name) == false)
        {
            reader.Skip();
            return null;
        }

        var start = reader.TokenStartIndex;
        var value = Read(ref reader);
        if (reader.BytesConsumed - start is var bytes && bytes > limits.FieldBytes)
        {
            return $"The field {Shorten(name)} has {bytes} bytes; at most {limits.FieldBytes} are allowed.";
        }

        fields.Add(new Field(name, value));
        return fields.Count > limits.Fields ? $"The event has more than {limits.Fields} fields; that many are allowed." : null;
    }

    public static FieldValue Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => FieldValue.Of(reader.GetString()!),
        JsonTokenType.True => FieldValue.Of(true),
        JsonTokenType.False => FieldValue.Of(false),
        JsonTokenType.Null => default,
        // Beyond decimal's range it is no number that could be summed exactly.
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => FieldValue.Of(number),
        JsonTokenType.Number => FieldValue.OfRaw(Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => FieldValue.OfRaw(ToOneLine(JsonElement.ParseValue(ref reader))),
    };

    /// <summary>The value as it stands in the input, shortened, for messages.</summary>
    public static string ReadSource(ref Utf8JsonReader reader)
    {
        return Shorten(JsonElement.ParseValue(ref reader).GetRawText());
    }

    public static void Write(Utf8JsonWriter writer, FieldValue value)
    {
        switch (value.Kind)
        {
            case FieldKind.Boolean:
                writer.WriteBooleanValue(value.Number != 0);
                break;
            case FieldKind.Number:
                writer.WriteNumberValue(value.Number);
                break;
            case FieldKind.Text:
                writer.WriteStringValue(value.Text);
                break;
            case FieldKind.Raw:
                writer.WriteRawValue(value.Text!);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    // What is written as a line, or as the data of a server-sent event, must not be broken by what an event had in it.
    private static string ToOneLine(JsonElement element)
    {
        var source = element.GetRawText();
        return source.AsSpan().ContainsAny('\r', '\n') ? JsonSerializer.Serialize(element, OneLine) : source;
    }

    /// <summary>As much of a text as a message has room for.</summary>
    public static string Shorten(string text)
    {
        if (text.Length <= MaxQuotedLength)
        {
            return text;
        }

        // Not in the middle of a pair, or the message would not be valid Unicode.
        var length = char.IsHighSurrogate(text[MaxQuotedLength - 1]) ? MaxQuotedLength - 1 : MaxQuotedLength;
        return string.Concat(text.AsSpan(0, length), "…");
    }
}
