using Scalar.AspNetCore;

namespace OrleansSessions.Host.Http.Reference;

/// <summary>The document to be browsed, at <c>/reference</c>. Everything that it needs comes from this host.</summary>
internal static class ReferencePage
{
    public const string Path = "/reference";

    // What the page's script would fetch from elsewhere, now or in a later version, a browser refuses.
    private const string OnlyThisHost =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'";

    public static void MapReferencePage(this IEndpointRouteBuilder routes) => routes.MapScalarApiReference(Path, (options, context) =>
    {
        context.Response.Headers.ContentSecurityPolicy = OnlyThisHost;
        options.Title = "OrleansSessions";
        options.OpenApiRoutePattern = ApiDocument.Path;
        options.DefaultFonts = false;
        options.Telemetry = false;
        options.HideClientButton = true;
        options.ProxyUrl = null;
        options.DisableAgent();
        options.DisableMcp();
        options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
    }).AllowAnonymous();
}
