using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Http.Bodies;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http;

/// <summary><c>/sessionizers/{name}/sessions/{key}</c>: what one key has, its end, and its deletion.</summary>
internal static class KeyEndpoints
{
    /// <summary><c>GET</c>: the open sessions with their results so far.</summary>
    public static async Task<IResult> GetAsync(string name, string key, HttpContext context, SessionClients clients)
    {
        var sessions = clients.Get(name).Sessions;
        key = KeyRoute.WholeKey(context, key);
        var open = await sessions.GetOpenAsync(key);
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
    public static async Task<IResult> EndAsync(string name, string key, HttpContext context, SessionClients clients, HostLimits limits)
    {
        var sessions = clients.Get(name).Sessions;
        using var body = await SmallBody.ReadAsync(context.Request, limits);
        DateTimeOffset? at = body.TryGet<DateTimeOffset>("timestamp", TimestampJson.Form, TimestampJson.TryRead, out var time) ? time : null;
        var ended = await sessions.EndAsync(KeyRoute.WholeKey(context, key), at);
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
        await clients.Get(name).Sessions.ForgetAsync(KeyRoute.WholeKey(context, key));
        return Results.NoContent();
    }
}
