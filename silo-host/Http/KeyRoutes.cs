using Microsoft.OpenApi;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Http.Reference;
using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Http;

/// <summary>Where one key is asked for.</summary>
internal static class KeyRoutes
{
    public static void MapKeys(this RouteGroupBuilder sessionizer)
    {
        sessionizer.MapGet("/sessions/{key}", KeyEndpoints.GetAsync)
            .RequireRole(AccessRole.Read)
            .Describe("Keys", "getOpenSessions", "The open sessions of a key.", "With their results so far, in order of time.")
            .Answers<OpenSessions>("""{"key":"ann","open":[{"start":"2026-01-01T12:00:00.000Z","lastEvent":"2026-01-01T12:05:00.000Z","end":"2026-01-01T12:35:00.000Z","count":2,"result":{"sum_bytes":12}}]}""")
            .TakesKey();
        sessionizer.MapDelete("/sessions/{key}", KeyEndpoints.ForgetAsync)
            .RequireRole(AccessRole.Admin)
            .Describe("Keys", "forgetKey", "Forget a key.", "Deletes all that is stored of it: open sessions, and its closed sessions and late events on the log.")
            .Produces(StatusCodes.Status204NoContent)
            .TakesKey();
        sessionizer.MapPost("/sessions/{key}/end", KeyEndpoints.EndAsync)
            .RequireRole(AccessRole.Ingest)
            .Describe("Keys", "endSessions", "End the sessions of a key.", "Those that start at or before the timestamp; without a body, those that are open: at the key's last event on event time, and now on the arrival clock. What later arrives at or before it is late.")
            .TakesBody(
                "Until when.", isRequired: false,
                ("application/json", EventShapes.Body(("timestamp", EventShapes.Text("ISO-8601 with an offset, or epoch milliseconds.", JsonSchemaType.String | JsonSchemaType.Integer))), System.Text.Json.Nodes.JsonNode.Parse("""{"timestamp":"2026-01-01T12:30:00Z"}""")!))
            .Answers<EndedSessions>("""{"ended":1}""")
            .Refuses(408, 413, 415)
            .TakesKey();
    }

    private static void TakesKey(this RouteHandlerBuilder endpoint) => endpoint
        .Takes(ParameterLocation.Path, "key", JsonSchemaType.String, "The session key, percent-encoded; a slash as %2F.", "ann")
        .Refuses(400, 404);
}
