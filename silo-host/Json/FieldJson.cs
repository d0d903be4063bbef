using System.Text;
using System.Text.Json;
using OrleansSessions.Fields;

namespace OrleansSessions.Host.Json;

/// <summary>Fields as JSON.</summary>
internal static class FieldJson
{
    private const int MaxQuotedLength = 60;

    public static FieldValue Read(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => FieldValue.Of(reader.GetString()!),
        JsonTokenType.True => FieldValue.Of(true),
        JsonTokenType.False => FieldValue.Of(false),
        JsonTokenType.Null => default,
        // Beyond decimal's range it is no number that could be summed exactly.
        JsonTokenType.Number when reader.TryGetDecimal(out var number) => FieldValue.Of(number),
        JsonTokenType.Number => FieldValue.OfRaw(Encoding.UTF8.GetString(reader.ValueSpan)),
        _ => FieldValue.OfRaw(JsonElement.ParseValue(ref reader).GetRawText()),
    };

    /// <summary>The value as it stands in the input, shortened, for messages.</summary>
    public static string ReadSource(ref Utf8JsonReader reader)
    {
        var source = JsonElement.ParseValue(ref reader).GetRawText();
        return source.Length <= MaxQuotedLength ? source : string.Concat(source.AsSpan(0, MaxQuotedLength), "…");
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
}
