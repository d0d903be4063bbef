using System.Security.Claims;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Http;

/// <summary>The paths of the service.</summary>
internal static class SessionizerEndpoints
{
    public static void MapSessionizers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sessionizers", (SessionClients clients, AccessKeys keys, ClaimsPrincipal user) =>
            new { sessionizers = clients.Names.Where(name => keys.Of(user)?.Sees(name) == true) }).RequireAnyRole();

        var sessionizer = routes.MapGroup("/sessionizers/{name}").AddEndpointFilter<ClientErrors>();
        sessionizer.MapGet("", OverviewEndpoints.GetAsync).RequireRole(AccessRole.Read);
        sessionizer.MapGet("/open", OverviewEndpoints.GetOpenAsync).RequireRole(AccessRole.Read);
        sessionizer.MapPost("/drain", OverviewEndpoints.DrainAsync).RequireRole(AccessRole.Admin);
        sessionizer.MapPost("/reopen", OverviewEndpoints.ReopenAsync).RequireRole(AccessRole.Admin);
        sessionizer.MapPost("/events", AppendEndpoint.HandleAsync).RequireRole(AccessRole.Ingest);
        sessionizer.MapGet("/closed", LogEndpoint.ReadClosedAsync).RequireRole(AccessRole.Read);
        sessionizer.MapGet("/late", LogEndpoint.ReadLateAsync).RequireRole(AccessRole.Read);
        sessionizer.MapPost("/watermark", WatermarkEndpoints.AdvanceAsync).RequireRole(AccessRole.Ingest);
        sessionizer.MapDelete("/sources/{source}", WatermarkEndpoints.CompleteAsync).RequireRole(AccessRole.Ingest);
        sessionizer.MapGet("/sessions/{key}", KeyEndpoints.GetAsync).RequireRole(AccessRole.Read);
        sessionizer.MapDelete("/sessions/{key}", KeyEndpoints.ForgetAsync).RequireRole(AccessRole.Admin);
        sessionizer.MapPost("/sessions/{key}/end", KeyEndpoints.EndAsync).RequireRole(AccessRole.Ingest);
    }
}
