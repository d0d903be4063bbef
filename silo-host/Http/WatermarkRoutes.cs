using OrleansSessions.Host.Access;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using OrleansSessions.Host.Http.Reference;
using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Http;

/// <summary>Where the watermark of a sessionizer on event time is moved.</summary>
internal static class WatermarkRoutes
{
    private const string Example = """{"watermark":"2026-01-01T12:00:00.000Z"}""";

    public static void MapWatermarks(this RouteGroupBuilder sessionizer)
    {
        sessionizer.MapPost("/watermark", WatermarkEndpoints.AdvanceAsync)
            .RequireRole(AccessRole.Ingest)
            .Describe("Watermarks", "advanceWatermark", "Declare a source's watermark.", "Answers when what the sessionizer's watermark then closes is closed. From then on the source's declarations count, not the times of its events.")
            .TakesBody(
                "The watermark.", isRequired: true,
                ("application/json", EventShapes.Body(
                    ("watermark", EventShapes.Text("No event before it is still to come: a time, or \"max\" for the end of time.", JsonSchemaType.String | JsonSchemaType.Integer)),
                    ("source", EventShapes.Text("Whose; without it, that of this service."))), JsonNode.Parse("""{"watermark":"2026-01-01T12:00:00Z","source":"till-3"}""")!))
            .Answers<WatermarkItem>(Example)
            .Refuses(400, 404, 408, 409, 413, 415);
        sessionizer.MapDelete("/sources/{source}", WatermarkEndpoints.CompleteAsync)
            .RequireRole(AccessRole.Ingest)
            .Describe("Watermarks", "completeSource", "Say that a source sends nothing more.", "The watermark no longer waits for it. Its next event makes it a source again.")
            .Takes(ParameterLocation.Path, "source", JsonSchemaType.String, "The source's name.", "till-3")
            .Answers<WatermarkItem>(Example)
            .Refuses(400, 404, 409);
    }
}
