using System.Reflection;
using Microsoft.OpenApi;

namespace OrleansSessions.Host.Http.Reference;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    public const string Path = "/openapi/{documentName}.json";

    private const string Name = "v1";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "OrleansSessions",
                Version = Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? Name,
                Description = "Session windows: events grouped by key into bursts of activity that end after an inactivity gap. Errors are problem details (RFC 9457).",
            };
            // Relative to where the document is: an address behind a proxy is not known here.
            document.Servers = [new OpenApiServer { Url = "/" }];
            OtherPaths.AddTo(document, context.ApplicationServices.GetRequiredService<EndpointDataSource>());
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this IEndpointRouteBuilder routes) => routes.MapOpenApi(Path).AllowAnonymous();
}
