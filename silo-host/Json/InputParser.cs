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

            var line = ReadObject(ref reader);
            return line.Problem is null && reader.Read() ? Wrong("There is more than one JSON value on the line.") : line;
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

    private InputLine ReadObject(ref Utf8JsonReader reader)
    {
        string? key = null;
        DateTimeOffset? timestamp = null;
        TimeSpan? gap = null;
        Watermark? watermark = null;
        var fields = new List<Field>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("key"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.String)
                {
                    return Wrong("\"key\" must be a text.");
                }

                key = reader.GetString();
            }
            else if (needsTimestamp && reader.ValueTextEquals("timestamp"u8))
            {
                reader.Read();
                if (!TimestampJson.TryRead(ref reader, out var time))
                {
                    return Wrong($"\"timestamp\" must be {TimestampJson.Form}, but is {Source(ref reader)}.");
                }

                timestamp = time;
            }
            else if (reader.ValueTextEquals("gap"u8))
            {
                reader.Read();
                if (!TryReadGap(ref reader, out var duration))
                {
                    return Wrong($"\"gap\" must be {Durations.Form}, or milliseconds, but is {Source(ref reader)}.");
                }

                gap = duration;
            }
            else if (acceptsControlLines && reader.ValueTextEquals("watermark"u8))
            {
                reader.Read();
                if (!TryReadWatermark(ref reader, out var time))
                {
                    return Wrong($"\"watermark\" must be {TimestampJson.Form}, or \"max\", but is {Source(ref reader)}.");
                }

                watermark = time;
            }
            else
            {
                ReadField(ref reader, fields);
            }
        }

        if (key is null)
        {
            return watermark is not null
                ? new InputLine { Watermark = watermark }
                : Wrong(acceptsControlLines ? "There is no \"key\", and no \"watermark\" either." : "There is no \"key\".");
        }

        if (SessionNames.FindKeyProblem(key) is { } problem)
        {
            return Wrong(problem);
        }

        return needsTimestamp && timestamp is null
            ? Wrong("There is no \"timestamp\".")
            : new InputLine { Event = new SessionEvent<FieldEvent>(key, new FieldEvent([.. fields]), timestamp, gap) };
    }

    private void ReadField(ref Utf8JsonReader reader, List<Field> fields)
    {
        var name = reader.GetString()!;
        reader.Read();
        if (neededFields?.Contains(name) == false)
        {
            reader.Skip();
        }
        else
        {
            fields.Add(new Field(name, FieldJson.Read(ref reader)));
        }
    }

    private static bool TryReadGap(ref Utf8JsonReader reader, out TimeSpan gap)
    {
        gap = default;
        if (reader.TokenType == JsonTokenType.String)
        {
            return Durations.TryParse(reader.GetString()!, out gap);
        }

        var isDuration = reader.TokenType == JsonTokenType.Number
            && reader.TryGetInt64(out var milliseconds)
            && Math.Abs((double)milliseconds) < TimeSpan.MaxValue.TotalMilliseconds;
        gap = isDuration ? TimeSpan.FromMilliseconds(reader.GetInt64()) : default;
        return isDuration;
    }

    private static bool TryReadWatermark(ref Utf8JsonReader reader, out Watermark watermark)
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

    private static string Source(ref Utf8JsonReader reader) => FieldJson.ReadSource(ref reader);

    private static InputLine Wrong(string problem) => new() { Problem = problem };
}
