using System.Buffers;
using System.Globalization;
using System.Text.Json;
using OrleansSessions.Fields;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Json;

/// <summary>What has been read of a CloudEvent so far.</summary>
internal ref struct CloudEventParts
{
    public static readonly SearchValues<char> NameCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly string[] Required = ["id", "source", "specversion", "type"];

    private readonly Dictionary<string, string> texts = [];

    public CloudEventParts()
    {
    }

    public List<Field> Fields { get; } = [];

    /// <summary>Takes the attribute at whose value the reader stands.</summary>
    /// <returns>What is wrong with it, or null.</returns>
    public readonly string? Set(string name, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                texts[name] = reader.GetString()!;
                return null;
            case JsonTokenType.Null:
                // As if it were not there, says the format.
                return null;
            case JsonTokenType.Number when name == "sequence" && reader.TryGetInt64(out var number):
                texts[name] = number.ToString(CultureInfo.InvariantCulture);
                return null;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False when !IsText(name):
                return null;
            default:
                return $"\"{FieldJson.Shorten(name)}\" must be a text, but is {FieldJson.ReadSource(ref reader)}.";
        }
    }

    /// <summary>Makes an event of it.</summary>
    public readonly InputLine ToLine(bool needsTimestamp, EventLimits limits)
    {
        foreach (var name in Required)
        {
            if (string.IsNullOrEmpty(Text(name)))
            {
                return Wrong($"A CloudEvent has \"{name}\", a text that is not empty.");
            }
        }

        if (Text("specversion") != "1.0")
        {
            return Wrong($"\"specversion\" must be \"1.0\", but is {Quote(Text("specversion")!)}.");
        }

        if ((Text("partitionkey") ?? Text("subject")) is not { } key)
        {
            return Wrong("There is no \"partitionkey\" and no \"subject\", of which one is the key.");
        }

        var parts = new LineParts { Key = key, Producer = Text("producer") };
        parts.Fields.AddRange(Fields);
        return (ReadTime(needsTimestamp, ref parts) ?? ReadGap(ref parts) ?? ReadProducer(ref parts)) is { } problem
            ? Wrong(problem)
            : parts.ToLine(needsTimestamp, acceptsControlLines: false, limits);
    }

    private readonly string? ReadTime(bool isNeeded, ref LineParts parts)
    {
        if (!isNeeded)
        {
            return null;
        }

        if (Text("time") is not { } text)
        {
            return "There is no \"time\".";
        }

        var isTime = TimestampJson.TryParse(text, out var time);
        parts.Timestamp = time;
        return isTime ? null : $"\"time\" must be a time in RFC 3339, with an offset, but is {Quote(text)}.";
    }

    private readonly string? ReadGap(ref LineParts parts)
    {
        if (Text("gap") is not { } text)
        {
            return null;
        }

        var isDuration = Durations.TryParse(text, out var gap);
        parts.Gap = gap;
        return isDuration ? null : $"\"gap\" must be {Durations.Form}, but is {Quote(text)}.";
    }

    private readonly string? ReadProducer(ref LineParts parts)
    {
        if (parts.Producer is not { } producer)
        {
            // An attribute "sequence" alone is one that CloudEvents know, and in an order that is not ours.
            return null;
        }

        if (producer.Length is 0 or > InputParser.MaxProducerLength)
        {
            return $"\"producer\" must be {InputParser.ProducerForm}, but is {Quote(producer)}.";
        }

        if (Text("sequence") is not { } text)
        {
            return "\"producer\" needs a \"sequence\".";
        }

        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence);
        parts.Sequence = sequence;
        return isNumber ? null : $"\"sequence\" must be {InputParser.SequenceForm}, but is {Quote(text)}.";
    }

    private static bool IsText(string name) =>
        name is "id" or "source" or "specversion" or "type" or "subject" or "time" or "datacontenttype" or "dataschema"
            or "partitionkey" or "producer" or "sequence" or "gap";

    private static string Quote(string text) => JsonSerializer.Serialize(FieldJson.Shorten(text), FieldJson.OneLine);

    private static InputLine Wrong(string problem) => new() { Problem = problem };

    private readonly string? Text(string name) => texts.GetValueOrDefault(name);
}
