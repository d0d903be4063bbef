using Microsoft.OpenApi;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Http.Reference;
using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Http;

/// <summary>Where a sessionizer is looked at, drained and reopened.</summary>
internal static class OverviewRoutes
{
    private const string Key = """{"key":"ann","silo":"127.0.0.1:11111","start":"2026-01-01T12:00:00.000Z","count":2}""";

    private const string Silo =
        """{"silo":"127.0.0.1:11111","openKeys":1,"closedKeys":0,"setAside":[],"openSessions":1,"watermark":"2026-01-01T12:00:00.000Z","watermarkLagSeconds":5.2,"since":"2026-01-01T08:00:00.000Z","events":{"accepted":42,"late":1,"rejected":0,"duplicate":0,"failed":0},"sessions":{"opened":5,"merged":0,"closed":{"Gap":4}}}""";

    private const string Overview =
        "What is open per silo, the oldest and the largest session, keys that are set aside, the watermark; and what each silo has counted since it started, "
        + "so that a rate is the difference of two answers. A small answer, whatever is open: the oldest and the largest key, which take a look through all, are some seconds old where there are very many.";

    public static void MapOverviews(this RouteGroupBuilder sessionizer)
    {
        sessionizer.MapGet("", OverviewEndpoints.GetAsync)
            .RequireRole(AccessRole.Read)
            .Describe("Sessionizers", "getSessionizer", "A sessionizer as it is now.", Overview)
            .Answers<SessionizerItem>($$"""{"name":"visits","clock":"EventTime","watermark":"2026-01-01T12:00:00.000Z","drained":false,"openKeys":1,"openSessions":1,"oldest":{{Key}},"largest":{{Key}},"silos":[{{Silo}}],"durations":[{"upToSeconds":0,"sessions":3},{"upToSeconds":null,"sessions":1}]}""")
            .Refuses(404);
        sessionizer.MapGet("/open", OverviewEndpoints.GetOpenAsync)
            .RequireRole(AccessRole.Read)
            .Describe("Sessionizers", "listOpenKeys", "A page of the keys with open sessions.", "In ordinal order.")
            .Takes(ParameterLocation.Query, "after", JsonSchemaType.String, "The key after which to begin.", "ann")
            .Takes(ParameterLocation.Query, "limit", JsonSchemaType.Integer, "The most keys, 1 to 10,000; 100 by default.", 100)
            .Answers<OpenKeyPage>($$"""{"keys":[{{Key}}],"next":null}""")
            .Refuses(400, 404);
        sessionizer.MapPost("/drain", OverviewEndpoints.DrainAsync)
            .RequireRole(AccessRole.Admin)
            .Describe("Sessionizers", "drain", "Close all sessions, and refuse events until it is reopened.", "Also after restarts. The sessions close by reason Drained.")
            .Answers<DrainedKeys>("""{"closedKeys":42}""")
            .Refuses(404);
        sessionizer.MapPost("/reopen", OverviewEndpoints.ReopenAsync)
            .RequireRole(AccessRole.Admin)
            .Describe("Sessionizers", "reopen", "Take events again after a drain.", "One that is not drained is left as it is.")
            .Produces(StatusCodes.Status204NoContent)
            .Refuses(404);
    }
}
