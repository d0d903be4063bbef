using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.OpenApi;
using OrleansSessions.Host.Page.Access;

namespace OrleansSessions.Host.Http.Reference;

/// <summary>Paths of the host that are no handlers, and so unknown to what makes the document: health, metrics.</summary>
internal static partial class OtherPaths
{
    private static readonly Dictionary<string, (string Summary, string Media)> Known = new(StringComparer.Ordinal)
    {
        ["/health/live"] = ("Whether the process answers.", "text/plain"),
        ["/health/ready"] = ("Whether it is an active silo that can store; 503 when it is not, with the reasons.", "application/json"),
        ["/metrics"] = ("Metrics, for Prometheus.", "text/plain"),
    };

    public static void AddTo(OpenApiDocument document, EndpointDataSource endpoints)
    {
        foreach (var route in endpoints.Endpoints.OfType<RouteEndpoint>().Where(IsApi))
        {
            var path = ToPath(route);
            if (document.Paths.ContainsKey(path))
            {
                continue;
            }

            var (summary, media) = Known.GetValueOrDefault(path, (route.DisplayName ?? path, "text/plain"));
            var methods = route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
            document.Paths.Add(path, new OpenApiPathItem
            {
                Operations = methods.Select(method => new HttpMethod(method)).ToDictionary(method => method, _ => Describe(summary, media)),
            });
        }
    }

    /// <summary>Whether an endpoint is for callers of the API, rather than a page or a part of one.</summary>
    public static bool IsApi(RouteEndpoint route) =>
        ToPath(route) is var path
        && !path.StartsWith("/openapi", StringComparison.Ordinal)
        && !path.StartsWith(ReferencePage.Path, StringComparison.Ordinal)
        && !PagePaths.Includes(path)
        && !path.StartsWith(PagePaths.Scripts, StringComparison.Ordinal)
        && route.Metadata.GetMetadata<StaticAssetDescriptor>() is null;

    /// <summary>A route's path as documents write it: without constraints and a last slash.</summary>
    public static string ToPath(RouteEndpoint route)
    {
        var pattern = Constraint().Replace(route.RoutePattern.RawText ?? "", "{$1}").TrimEnd('/');
        return pattern.StartsWith('/') ? pattern : $"/{pattern}";
    }

    private static OpenApiOperation Describe(string summary, string media) => new()
    {
        Summary = summary,
        Tags = new HashSet<OpenApiTagReference> { new("Health") },
        Responses = new OpenApiResponses
        {
            ["200"] = new OpenApiResponse
            {
                Description = "OK",
                Content = new Dictionary<string, OpenApiMediaType> { [media] = new() { Schema = new OpenApiSchema() } },
            },
            ["503"] = new OpenApiResponse { Description = "Service Unavailable" },
        },
    };

    [GeneratedRegex(@"\{\**([^}:?=]+)[^}]*\}")]
    private static partial Regex Constraint();
}
