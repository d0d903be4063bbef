using System.Text.Json;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary><c>/sessionizers/{name}/sessions/{key}</c>: what one key has, its end, and its deletion.</summary>
internal static class KeyEndpoints
{
    /// <summary><c>GET</c>: the open sessions with their results so far.</summary>
    public static async Task<IResult> GetAsync(string name, string key, HttpContext context, SessionClients clients)
    {
        if (!clients.TryFind(name, out var found))
        {
            return Problems.UnknownSessionizer(name, clients);
        }

        key = KeyRoute.WholeKey(context, key);
        var open = await found.Sessions.GetOpenAsync(key);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("key", key);
            writer.WriteStartArray("open");
            foreach (var session in open)
            {
                SessionJson.Write(writer, session);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    /// <summary><c>POST …/end</c> with <c>{"timestamp": T}</c> or nothing.</summary>
    public static async Task<IResult> EndAsync(string name, string key, HttpContext context, SessionClients clients)
    {
        if (!clients.TryFind(name, out var found))
        {
            return Problems.UnknownSessionizer(name, clients);
        }

        using var body = await SmallBody.ReadAsync(context.Request);
        DateTimeOffset? at = null;
        if (body.TryGet("timestamp", out var timestamp))
        {
            var reader = new Utf8JsonReader(timestamp);
            reader.Read();
            at = TimestampJson.TryRead(ref reader, out var time)
                ? time
                : throw new ArgumentException($"\"timestamp\" must be {TimestampJson.Form}, but is {FieldJson.ReadSource(ref reader)}.");
        }

        var ended = await found.Sessions.EndAsync(KeyRoute.WholeKey(context, key), at);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("ended", ended);
            writer.WriteEndObject();
        });
    }

    /// <summary><c>DELETE</c>: forgets the key.</summary>
    public static async Task<IResult> ForgetAsync(string name, string key, HttpContext context, SessionClients clients)
    {
        if (!clients.TryFind(name, out var found))
        {
            return Problems.UnknownSessionizer(name, clients);
        }

        await found.Sessions.ForgetAsync(KeyRoute.WholeKey(context, key));
        return Results.NoContent();
    }
}
