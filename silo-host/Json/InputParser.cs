using System.Text.Json;
using OrleansSessions.Fields;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Json;

/// <summary>Reads events and control lines. What is wrong with a line is part of the answer, never an exception.</summary>
/// <param name="needsTimestamp">Whether events must carry a timestamp; otherwise a timestamp is payload.</param>
/// <param name="acceptsControlLines">Whether a line without a key is a control line.</param>
/// <param name="neededFields">The fields to keep; null for all.</param>
internal sealed class InputParser(bool needsTimestamp, bool acceptsControlLines, IReadOnlySet<string>? neededFields)
{
    /// <summary>The most characters of a producer's name.</summary>
    public const int MaxProducerLength = 256;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 64, AllowMultipleValues = true };

    public InputLine Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, Options);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return Wrong("An event is a JSON object.");
            }

            var parts = new LineParts();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (ReadProperty(ref reader, ref parts) is { } problem)
                {
                    return Wrong(problem);
                }
            }

            return reader.Read() ? Wrong("There is more than one JSON value on the line.") : parts.ToLine(needsTimestamp, acceptsControlLines);
        }
        catch (JsonException exception)
        {
            return Wrong($"Not valid JSON at byte {exception.BytePositionInLine}.");
        }
        catch (InvalidOperationException)
        {
            return Wrong("Not valid Unicode text.");
        }
    }

    private string? ReadProperty(ref Utf8JsonReader reader, ref LineParts parts)
    {
        if (reader.ValueTextEquals("key"u8))
        {
            return ReadKey(ref reader, ref parts);
        }

        if (needsTimestamp && reader.ValueTextEquals("timestamp"u8))
        {
            return ReadTimestamp(ref reader, ref parts);
        }

        if (reader.ValueTextEquals("gap"u8))
        {
            return ReadGap(ref reader, ref parts);
        }

        if (reader.ValueTextEquals("producer"u8))
        {
            return ReadProducer(ref reader, ref parts);
        }

        if (reader.ValueTextEquals("sequence"u8))
        {
            return ReadSequence(ref reader, ref parts);
        }

        if (acceptsControlLines && reader.ValueTextEquals("watermark"u8))
        {
            return ReadWatermark(ref reader, ref parts);
        }

        var isEnd = acceptsControlLines && reader.ValueTextEquals("end"u8);
        var name = reader.GetString()!;
        reader.Read();
        if (isEnd && reader.TokenType == JsonTokenType.String)
        {
            // In a line with a key it is a field like any other.
            parts.End = reader.GetString();
        }

        if (neededFields?.Contains(name) == false)
        {
            reader.Skip();
        }
        else
        {
            parts.Fields.Add(new Field(name, FieldJson.Read(ref reader)));
        }

        return null;
    }

    private static string? ReadKey(ref Utf8JsonReader reader, ref LineParts parts)
    {
        reader.Read();
        parts.Key = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return parts.Key is null ? "\"key\" must be a text." : null;
    }

    private static string? ReadTimestamp(ref Utf8JsonReader reader, ref LineParts parts)
    {
        reader.Read();
        if (!TimestampJson.TryRead(ref reader, out var time))
        {
            return $"\"timestamp\" must be {TimestampJson.Form}, but is {FieldJson.ReadSource(ref reader)}.";
        }

        parts.Timestamp = time;
        return null;
    }

    private static string? ReadGap(ref Utf8JsonReader reader, ref LineParts parts)
    {
        reader.Read();
        if (!GapJson.TryRead(ref reader, out var gap))
        {
            return $"\"gap\" must be {Durations.Form}, or milliseconds, but is {FieldJson.ReadSource(ref reader)}.";
        }

        parts.Gap = gap;
        return null;
    }

    private static string? ReadProducer(ref Utf8JsonReader reader, ref LineParts parts)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String || reader.GetString() is not { Length: > 0 and <= MaxProducerLength } producer)
        {
            return $"\"producer\" must be a text of 1 to {MaxProducerLength} characters, but is {FieldJson.ReadSource(ref reader)}.";
        }

        parts.Producer = producer;
        return null;
    }

    private static string? ReadSequence(ref Utf8JsonReader reader, ref LineParts parts)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var sequence) || sequence < 0)
        {
            return $"\"sequence\" must be a whole number from 0 to {long.MaxValue}, but is {FieldJson.ReadSource(ref reader)}.";
        }

        parts.Sequence = sequence;
        return null;
    }

    private static string? ReadWatermark(ref Utf8JsonReader reader, ref LineParts parts)
    {
        reader.Read();
        if (!WatermarkJson.TryRead(ref reader, out var watermark))
        {
            return $"\"watermark\" must be {WatermarkJson.Form}, but is {FieldJson.ReadSource(ref reader)}.";
        }

        parts.Watermark = watermark;
        return null;
    }

    private static InputLine Wrong(string problem) => new() { Problem = problem };
}
