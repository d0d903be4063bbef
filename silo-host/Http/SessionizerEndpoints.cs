using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Http;

/// <summary>The paths of the service.</summary>
internal static class SessionizerEndpoints
{
    public static void MapSessionizers(this IEndpointRouteBuilder routes)
    {
        var sessionizer = routes.MapGroup("/sessionizers/{name}");
        sessionizer.MapPost("/events", AppendEndpoint.HandleAsync);
        sessionizer.MapGet("/sessions/{key}", OpenSessionsEndpoint.HandleAsync);
        sessionizer.MapGet("/closed", ClosedSessionsEndpoint.HandleAsync);
        routes.MapGet("/sessionizers", (SessionClients clients) => new { sessionizers = clients.Names });
    }
}
