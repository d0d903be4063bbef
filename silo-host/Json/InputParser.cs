using System.Text.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Json;

/// <summary>Reads events and control lines. What is wrong with a line is part of the answer, never an exception.</summary>
/// <param name="needsTimestamp">Whether events must carry a timestamp; otherwise a timestamp is payload.</param>
/// <param name="acceptsControlLines">Whether a line without a key is a control line.</param>
/// <param name="neededFields">The fields to keep; null for all.</param>
/// <param name="limits">What an event may have.</param>
internal sealed class InputParser(bool needsTimestamp, bool acceptsControlLines, IReadOnlySet<string>? neededFields, EventLimits limits) : IEventParser
{
    /// <summary>The most characters of a producer's name.</summary>
    public const int MaxProducerLength = 256;

    public static readonly string ProducerForm = $"a text of 1 to {MaxProducerLength} characters";

    public static readonly string SequenceForm = $"a whole number from 0 to {long.MaxValue}";

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

            return reader.Read() ? Wrong("There is more than one JSON value on the line.") : parts.ToLine(needsTimestamp, acceptsControlLines, limits);
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

        if (acceptsControlLines && reader.ValueTextEquals("end"u8))
        {
            // In a line with a key it is a field like any other.
            parts.End = ReadEnd(reader);
        }

        return FieldJson.ReadProperty(ref reader, parts.Fields, neededFields, limits);
    }

    // The reader is a copy: what it reads is read again.
    private static string? ReadEnd(Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
    }

    private static string? ReadKey(ref Utf8JsonReader reader, ref LineParts parts)
    {
        reader.Read();
        parts.Key = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return parts.Key is null ? "\"key\" must be a text." : null;
    }

    private static string? ReadTimestamp(ref Utf8JsonReader reader, ref LineParts parts)
    {
        var problem = JsonValues.Read(ref reader, "timestamp", TimestampJson.Form, TimestampJson.TryRead, out DateTimeOffset time);
        parts.Timestamp = time;
        return problem;
    }

    private static string? ReadGap(ref Utf8JsonReader reader, ref LineParts parts)
    {
        var problem = JsonValues.Read(ref reader, "gap", GapJson.Form, GapJson.TryRead, out TimeSpan gap);
        parts.Gap = gap;
        return problem;
    }

    private static string? ReadProducer(ref Utf8JsonReader reader, ref LineParts parts)
    {
        var problem = JsonValues.Read(ref reader, "producer", ProducerForm, TryReadProducer, out string? producer);
        parts.Producer = producer;
        return problem;
    }

    private static string? ReadSequence(ref Utf8JsonReader reader, ref LineParts parts)
    {
        var problem = JsonValues.Read(ref reader, "sequence", SequenceForm, TryReadSequence, out long sequence);
        parts.Sequence = sequence;
        return problem;
    }

    private static string? ReadWatermark(ref Utf8JsonReader reader, ref LineParts parts)
    {
        var problem = JsonValues.Read(ref reader, "watermark", WatermarkJson.Form, WatermarkJson.TryRead, out Watermark watermark);
        parts.Watermark = watermark;
        return problem;
    }

    private static bool TryReadProducer(ref Utf8JsonReader reader, out string? producer)
    {
        producer = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return producer is { Length: > 0 and <= MaxProducerLength };
    }

    private static bool TryReadSequence(ref Utf8JsonReader reader, out long sequence)
    {
        sequence = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out sequence) && sequence >= 0;
    }

    private static InputLine Wrong(string problem) => new() { Problem = problem };
}
