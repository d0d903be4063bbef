using Microsoft.OpenApi;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Http.Reference;
using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Http.Reading;

/// <summary>Where what has closed, and what came late, is read.</summary>
internal static class LogRoutes
{
    private const string Rules =
        " At least once each, in closing order per key. With Accept: text/event-stream all of them as they come; Last-Event-ID goes on after a break, "
        + "also on another silo. limit and wait are for pages. With newest=true the newest after the cursor come, the newest first, and what is older than those is passed over. A page of one key may be empty though there is more: go on with next.";

    private const string ClosedSession =
        """{"id":"6f0d8a5c0e6a4b1f9b27c4d3e8a15f60","sessionizer":"visits","key":"ann","start":"2026-01-01T12:00:00.000Z","lastEvent":"2026-01-01T12:05:00.000Z","end":"2026-01-01T12:35:00.000Z","count":2,"reason":"Gap","result":{"sum_bytes":12}}""";

    private const string LateEvent =
        """{"sessionizer":"visits","key":"ann","timestamp":"2026-01-01T09:00:00.000Z","watermark":"2026-01-01T12:00:00.000Z","event":{"path":"/home"}}""";

    public static void MapLogs(this RouteGroupBuilder sessionizer)
    {
        sessionizer.MapGet("/closed", LogEndpoint.ReadClosedAsync)
            .RequireRole(AccessRole.Read)
            .Describe("Reading", "readClosed", "Closed sessions, as a page or as a stream.", "Sessions that have closed and will never change." + Rules)
            .Answers<ClosedSessionPage>($$"""{"sessions":[{{ClosedSession}}],"next":"ARAGAAAAAAAAAAAAAAAAAAAA"}""")
            .AlsoAnswers(LogEndpoint.StreamMediaType, "Server-sent events of type closed, or error at the end. The id is the cursor.", $"id: ARAGAAAAAAAAAAAAAAAAAAAA\nevent: closed\ndata: {ClosedSession}\n\n")
            .TakesPlace();
        sessionizer.MapGet("/late", LogEndpoint.ReadLateAsync)
            .RequireRole(AccessRole.Read)
            .Describe("Reading", "readLate", "Late events, as a page or as a stream.", "Events that came when their session had closed: they changed nothing." + Rules)
            .Answers<LateEventPage>($$"""{"events":[{{LateEvent}}],"next":"ARAGAAAAAAAAAAAAAAAAAAAA"}""")
            .AlsoAnswers(LogEndpoint.StreamMediaType, "Server-sent events of type late, or error at the end. The id is the cursor.", $"id: ARAGAAAAAAAAAAAAAAAAAAAA\nevent: late\ndata: {LateEvent}\n\n")
            .TakesPlace();
    }

    private static void TakesPlace(this RouteHandlerBuilder endpoint) => endpoint
        .Takes(ParameterLocation.Query, "after", JsonSchemaType.String, "A cursor, as next or an event's id gave it; \"end\" for what comes from now on; without it, from the oldest.", "ARAGAAAAAAAAAAAAAAAAAAAA")
        .Takes(ParameterLocation.Query, "limit", JsonSchemaType.Integer, "The most items of a page, 1 to 10,000; 100 by default.", 100)
        .Takes(ParameterLocation.Query, "wait", JsonSchemaType.Number, "How many seconds a page waits for its first item, 0 to 20.", 15)
        .Takes(ParameterLocation.Query, "newest", JsonSchemaType.Boolean, "Look back from the end. limit is at most 1,000 then. complete tells whether all was looked at that might be newer: of what lies far back behind others there may be more.", true)
        .Takes(ParameterLocation.Query, "key", JsonSchemaType.String, "Only those of this key.", "ann")
        .Takes(ParameterLocation.Query, "partition", JsonSchemaType.Integer, "Only those of this partition of the log, from 0.", 3)
        .Takes(ParameterLocation.Header, "Last-Event-ID", JsonSchemaType.String, "The id of the last event that was received; it comes before after.", "ARAGAAAAAAAAAAAAAAAAAAAA")
        .Refuses(400, 404, 410, 429);
}
