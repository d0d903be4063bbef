using System.Text.Json;
using OrleansSessions.Fields;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Json;

/// <summary>
/// Reads CloudEvents 1.0 in JSON format. The key is the extension attribute <c>partitionkey</c>, or else <c>subject</c>; the timestamp is
/// <c>time</c>; the fields are those of <c>data</c>, or the field <c>data</c> where it is no object.
/// </summary>
/// <remarks>
/// <c>id</c> and <c>source</c> tell events apart but have no order, and what a key remembers of a producer is one number: an event is
/// recognised by the extension attributes <c>producer</c> and <c>sequence</c>, as in a plain line.
/// </remarks>
/// <param name="needsTimestamp">Whether events must carry <c>time</c>; otherwise it is not looked at.</param>
/// <param name="limits">What an event may have.</param>
internal sealed class CloudEventParser(bool needsTimestamp, EventLimits limits) : IEventParser
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64, AllowMultipleValues = true };

    public InputLine Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Wrong("A CloudEvent is a JSON object.");
            }

            var parts = new CloudEventParts();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (ReadProperty(ref reader, ref parts) is { } problem)
                {
                    return Wrong(problem);
                }
            }

            return reader.Read() ? Wrong("There is more than one JSON value.") : parts.ToLine(needsTimestamp, limits);
        }
        catch (JsonException exception)
        {
            return Wrong($"Not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.");
        }
        catch (InvalidOperationException)
        {
            return Wrong("Not valid Unicode text.");
        }
    }

    private string? ReadProperty(ref Utf8JsonReader reader, ref CloudEventParts parts)
    {
        if (reader.ValueTextEquals("data"u8))
        {
            return ReadData(ref reader, parts.Fields);
        }

        if (reader.ValueTextEquals("data_base64"u8))
        {
            reader.Read();
            return reader.TokenType == JsonTokenType.Null ? null : "\"data_base64\" has no fields that could be read: send \"data\" as JSON.";
        }

        var name = reader.GetString()!;
        reader.Read();
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(CloudEventParts.NameCharacters))
        {
            return $"{JsonSerializer.Serialize(FieldJson.Shorten(name))} is no name of an attribute: it has a-z and 0-9 only.";
        }

        return parts.Set(name, ref reader);
    }

    private string? ReadData(ref Utf8JsonReader reader, List<Field> fields)
    {
        var value = reader;
        value.Read();
        if (value.TokenType == JsonTokenType.Null)
        {
            reader.Read();
            return null;
        }

        if (value.TokenType != JsonTokenType.StartObject)
        {
            return FieldJson.ReadProperty(ref reader, fields, needed: null, limits);
        }

        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (FieldJson.ReadProperty(ref reader, fields, needed: null, limits) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static InputLine Wrong(string problem) => new() { Problem = problem };
}
