using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansSessions.Fields;

namespace OrleansSessions.Host.Json;

/// <summary>Sessions as JSON.</summary>
internal static class SessionJson
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(Utf8JsonWriter writer, ClosedSession<FieldResult> session)
    {
        writer.WriteStartObject();
        writer.WriteString("id", session.Id);
        writer.WriteString("sessionizer", session.Sessionizer);
        writer.WriteString("key", session.Key);
        TimestampJson.Write(writer, "start", session.Start);
        TimestampJson.Write(writer, "lastEvent", session.LastEvent);
        TimestampJson.Write(writer, "end", session.End);
        writer.WriteNumber("count", session.Count);
        writer.WriteString("reason", session.Reason.ToString());
        if (session.Error is not null)
        {
            writer.WriteString("error", session.Error);
        }

        WriteResult(writer, session.Result);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, SessionSnapshot<FieldResult> session)
    {
        writer.WriteStartObject();
        TimestampJson.Write(writer, "start", session.Start);
        TimestampJson.Write(writer, "lastEvent", session.LastEvent);
        TimestampJson.Write(writer, "end", session.End);
        writer.WriteNumber("count", session.Count);
        if (session.Error is not null)
        {
            writer.WriteString("error", session.Error);
        }

        WriteResult(writer, session.Result);
        writer.WriteEndObject();
    }

    private static void WriteResult(Utf8JsonWriter writer, FieldResult? result)
    {
        if (result is null)
        {
            writer.WriteNull("result");
            return;
        }

        writer.WriteStartObject("result");
        foreach (var aggregate in result.Aggregates)
        {
            writer.WritePropertyName(aggregate.Name);
            if (aggregate.Values is null)
            {
                FieldJson.Write(writer, aggregate.Value);
            }
            else
            {
                writer.WriteStartArray();
                foreach (var value in aggregate.Values)
                {
                    FieldJson.Write(writer, value);
                }

                writer.WriteEndArray();
            }
        }

        WriteSkipped(writer, result);
        writer.WriteEndObject();
    }

    private static void WriteSkipped(Utf8JsonWriter writer, FieldResult result)
    {
        if (result.Aggregates.All(aggregate => aggregate.Skipped == 0))
        {
            return;
        }

        writer.WriteStartObject("skipped");
        foreach (var aggregate in result.Aggregates.Where(aggregate => aggregate.Skipped > 0))
        {
            writer.WriteNumber(aggregate.Name, aggregate.Skipped);
        }

        writer.WriteEndObject();
    }
}
