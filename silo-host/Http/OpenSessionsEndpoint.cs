using Microsoft.AspNetCore.Http.Features;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary><c>GET /sessionizers/{name}/sessions/{key}</c>: the open sessions of a key with their results so far.</summary>
internal static class OpenSessionsEndpoint
{
    public static async Task<IResult> HandleAsync(string name, string key, HttpContext context, SessionClients clients)
    {
        key = FindWholeKey(context) ?? key;
        if (clients.Find(name) is not var (client, _))
        {
            return Problems.UnknownSessionizer(name, clients);
        }

        if (SessionNames.FindKeyProblem(key) is { } problem)
        {
            return Problems.BadRequest(problem);
        }

        var open = await client.GetOpenAsync(key);
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

    // A route leaves %2F as it stands, so that a key with a slash could not be asked for.
    private static string? FindWholeKey(HttpContext context)
    {
        const int SlashesBefore = 4;
        var parts = context.Features.Get<IHttpRequestFeature>()?.RawTarget.Split('?')[0].Split('/', SlashesBefore + 1);
        return parts is ["", .., { } key] && parts.Length == SlashesBefore + 1 ? Uri.UnescapeDataString(key) : null;
    }
}
