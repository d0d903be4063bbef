using OrleansSessions.Host.Access;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using OrleansSessions.Host.Http.Bodies;
using OrleansSessions.Host.Http.Reference;
using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Http.Appending;

/// <summary>Where events are sent to.</summary>
internal static class AppendRoute
{
    private const string Description =
        "Events are stored when the answer has come. A bad line never loses a good one: the answer counts accepted, late, duplicate, rejected and "
        + "failed events, and names the line and the reason of each that was not accepted. An answer other than 200 tells in addition how far the "
        + "body was read, and what to send again. Bodies may be compressed: Content-Encoding " + RequestBodies.AcceptedEncodings + ".";

    private static readonly int[] ProblemStatuses = [400, 408, 413, 415, 429, 503];

    public static void MapEvents(this RouteGroupBuilder sessionizer)
    {
        var events = sessionizer.MapPost("/events", AppendEndpoint.HandleAsync)
            .RequireRole(AccessRole.Ingest)
            .Describe("Events", "appendEvents", "Append events.", Description)
            .TakesBody(
                "Events of any keys.", isRequired: true,
                (EventFormats.Lines, EventShapes.Lines, EventShapes.LinesExample),
                (EventFormats.Json, EventShapes.Events, EventShapes.EventsExample),
                (EventFormats.CloudEvent, EventShapes.CloudEvent, EventShapes.CloudEventExample),
                (EventFormats.CloudEventBatch, EventShapes.CloudEvents, EventShapes.CloudEventsExample))
            .Takes(ParameterLocation.Header, AppendEndpoint.IdempotencyHeader, JsonSchemaType.String, "With it, the same body sent again is not counted again: each event is known by its line. 1 to 256 characters.", "order-4711")
            .Takes(ParameterLocation.Header, AppendEndpoint.SourceHeader, JsonSchemaType.String, "The source whose watermark the events move, on event time.", "till-3")
            .Answers<AppendedEvents>("""{"accepted":1,"late":0,"duplicates":0,"rejected":1,"failed":0,"problems":[{"line":2,"outcome":"rejected","reason":"The key is empty."}]}""")
            .Refuses(404);
        foreach (var status in ProblemStatuses)
        {
            events.Produces<AppendProblem>(status, Descriptions.ProblemMediaType);
        }

        events.AddOpenApiOperationTransformer((operation, _, _) =>
            {
                foreach (var status in ProblemStatuses)
                {
                    Responses.Complete(operation, status);
                }

                return Task.CompletedTask;
            })
            .Example(413, Descriptions.ProblemMediaType, JsonNode.Parse(
                """{"title":"Payload Too Large","status":413,"detail":"The body has more than 33554432 bytes; that many are allowed (Sessions:Limits:BodyBytes). Lines 1 to 40 were taken, and this answer tells what became of them. Send what follows line 40 in other requests.","read":40,"accepted":40,"late":0,"duplicates":0,"rejected":0,"failed":0,"problems":[]}""")!);
    }
}
