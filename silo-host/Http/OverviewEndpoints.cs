using System.Text.Json;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Http.Reading;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>A sessionizer as it is now, and its drain.</summary>
internal static class OverviewEndpoints
{
    /// <summary><c>GET /sessionizers/{name}</c>.</summary>
    public static async Task<IResult> GetAsync(string name, SessionClients clients)
    {
        var found = clients.Get(name);
        var overview = await found.Sessions.GetOverviewAsync();
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("clock", found.IsEventTime ? "EventTime" : "Arrival");
            WatermarkJson.Write(writer, "watermark", Watermark.At(overview.Watermark));
            writer.WriteBoolean("drained", overview.IsDrained);
            writer.WriteNumber("openKeys", overview.OpenKeys);
            writer.WriteNumber("openSessions", overview.OpenSessions);
            Write(writer, "oldest", overview.Oldest);
            Write(writer, "largest", overview.Largest);
            writer.WriteStartArray("silos");
            foreach (var silo in overview.Silos)
            {
                SiloJson.Write(writer, silo);
            }

            writer.WriteEndArray();
            SiloJson.WriteDurations(writer, overview.Silos);
            writer.WriteEndObject();
        });
    }

    /// <summary><c>GET /sessionizers/{name}/open?after=KEY&amp;limit=N</c>.</summary>
    public static async Task<IResult> GetOpenAsync(string name, HttpRequest request, SessionClients clients)
    {
        var sessions = clients.Get(name).Sessions;
        var maxKeys = LogEndpoint.ParseLimit(request.FindQuery("limit"));
        var keys = await sessions.GetOpenKeysAsync(request.FindQuery("after"), maxKeys);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("keys");
            foreach (var key in keys)
            {
                Write(writer, key);
            }

            writer.WriteEndArray();
            writer.WriteString("next", keys.Count == maxKeys ? keys[^1].Key : null);
            writer.WriteEndObject();
        });
    }

    /// <summary><c>POST /sessionizers/{name}/drain</c>.</summary>
    public static async Task<IResult> DrainAsync(string name, SessionClients clients)
    {
        var closed = await clients.Get(name).Sessions.DrainAsync();
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("closedKeys", closed);
            writer.WriteEndObject();
        });
    }

    /// <summary><c>POST /sessionizers/{name}/reopen</c>.</summary>
    public static async Task<IResult> ReopenAsync(string name, SessionClients clients)
    {
        await clients.Get(name).Sessions.ReopenAsync();
        return Results.NoContent();
    }

    private static void Write(Utf8JsonWriter writer, string property, OpenKey? key)
    {
        writer.WritePropertyName(property);
        if (key is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            Write(writer, key);
        }
    }

    private static void Write(Utf8JsonWriter writer, OpenKey key)
    {
        writer.WriteStartObject();
        writer.WriteString("key", key.Key);
        writer.WriteString("silo", key.Silo);
        TimestampJson.Write(writer, "start", key.Start);
        writer.WriteNumber("count", key.Count);
        writer.WriteEndObject();
    }
}
