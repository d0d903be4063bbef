using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Http.Appending;

namespace OrleansSessions.Host.Http;

/// <summary>The paths of the service.</summary>
internal static class SessionizerEndpoints
{
    public static void MapSessionizers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sessionizers", (SessionClients clients) => new { sessionizers = clients.Names });

        var sessionizer = routes.MapGroup("/sessionizers/{name}").AddEndpointFilter<ClientErrors>();
        sessionizer.MapGet("", OverviewEndpoints.GetAsync);
        sessionizer.MapGet("/open", OverviewEndpoints.GetOpenAsync);
        sessionizer.MapPost("/drain", OverviewEndpoints.DrainAsync);
        sessionizer.MapPost("/reopen", OverviewEndpoints.ReopenAsync);
        sessionizer.MapPost("/events", AppendEndpoint.HandleAsync);
        sessionizer.MapGet("/closed", LogEndpoint.ReadClosedAsync);
        sessionizer.MapGet("/late", LogEndpoint.ReadLateAsync);
        sessionizer.MapPost("/watermark", WatermarkEndpoints.AdvanceAsync);
        sessionizer.MapDelete("/sources/{source}", WatermarkEndpoints.CompleteAsync);
        sessionizer.MapGet("/sessions/{key}", KeyEndpoints.GetAsync);
        sessionizer.MapDelete("/sessions/{key}", KeyEndpoints.ForgetAsync);
        sessionizer.MapPost("/sessions/{key}/end", KeyEndpoints.EndAsync);
    }
}
