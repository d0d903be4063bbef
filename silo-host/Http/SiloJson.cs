using System.Text.Json;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>What silos have of a sessionizer, as JSON.</summary>
internal static class SiloJson
{
    private static readonly string[] Reasons = Enum.GetNames<CloseReason>();

    public static void Write(Utf8JsonWriter writer, SiloOverview silo)
    {
        writer.WriteStartObject();
        writer.WriteString("silo", silo.Silo);
        writer.WriteNumber("openKeys", silo.OpenKeys);
        writer.WriteNumber("closedKeys", silo.ClosedKeys);
        writer.WriteStartArray("setAside");
        foreach (var key in silo.SetAside)
        {
            writer.WriteStringValue(key);
        }

        writer.WriteEndArray();
        writer.WriteNumber("openSessions", silo.OpenSessions);
        WatermarkJson.Write(writer, "watermark", silo.Watermark is { } watermark ? Watermark.At(watermark) : Watermark.Beginning);
        if (silo.WatermarkLag is { } lag)
        {
            writer.WriteNumber("watermarkLagSeconds", Math.Round(lag.TotalSeconds, 3));
        }
        else
        {
            writer.WriteNull("watermarkLagSeconds");
        }

        if (silo.Counts is { } counts)
        {
            Write(writer, counts);
        }

        writer.WriteEndObject();
    }

    /// <summary>How long the sessions lasted that have closed, over the silos.</summary>
    public static void WriteDurations(Utf8JsonWriter writer, IReadOnlyList<SiloOverview> silos)
    {
        writer.WriteStartArray("durations");
        for (var i = 0; i <= SessionCounts.DurationBounds.Count; i++)
        {
            writer.WriteStartObject();
            if (i < SessionCounts.DurationBounds.Count)
            {
                writer.WriteNumber("upToSeconds", SessionCounts.DurationBounds[i].TotalSeconds);
            }
            else
            {
                writer.WriteNull("upToSeconds");
            }

            // A silo of another version may count by other bounds.
            writer.WriteNumber("sessions", silos.Sum(silo => silo.Counts?.Durations.ElementAtOrDefault(i) ?? 0));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, SessionCounts counts)
    {
        TimestampJson.Write(writer, "since", counts.Since);
        writer.WriteStartObject("events");
        writer.WriteNumber("accepted", counts.Accepted);
        writer.WriteNumber("late", counts.Late);
        writer.WriteNumber("rejected", counts.Rejected);
        writer.WriteNumber("duplicate", counts.Duplicates);
        writer.WriteNumber("failed", counts.Failed);
        writer.WriteEndObject();
        writer.WriteStartObject("sessions");
        writer.WriteNumber("opened", counts.Opened);
        writer.WriteNumber("merged", counts.Merged);
        writer.WriteStartObject("closed");
        for (var reason = 0; reason < Math.Min(Reasons.Length, counts.Closed.Count); reason++)
        {
            if (counts.Closed[reason] > 0)
            {
                writer.WriteNumber(Reasons[reason], counts.Closed[reason]);
            }
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
