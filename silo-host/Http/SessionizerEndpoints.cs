using System.Security.Claims;
using OrleansSessions.Host.Access;
using OrleansSessions.Host.Configuration;
using OrleansSessions.Host.Http.Appending;
using OrleansSessions.Host.Http.Reading;
using OrleansSessions.Host.Http.Reference;
using OrleansSessions.Host.Http.Reference.Shapes;

namespace OrleansSessions.Host.Http;

/// <summary>The paths of the service.</summary>
internal static class SessionizerEndpoints
{
    public static void MapSessionizers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sessionizers", (SessionClients clients, AccessKeys keys, ClaimsPrincipal user) =>
                new SessionizerNames([.. clients.Names.Where(name => keys.Of(user)?.Sees(name) == true)]))
            .RequireAnyRole()
            .Describe("Sessionizers", "listSessionizers", "The names of the sessionizers.", "They are defined by the service's settings.")
            .Answers<SessionizerNames>("""{"sessionizers":["activity","visits"]}""");

        var sessionizer = routes.MapGroup("/sessionizers/{name}").AddEndpointFilter<ClientErrors>();
        sessionizer.MapEvents();
        sessionizer.MapLogs();
        sessionizer.MapKeys();
        sessionizer.MapOverviews();
        sessionizer.MapWatermarks();
        routes.MapApiDocument();
        routes.MapReferencePage();
    }
}
