using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it takes events and can store them.</summary>
internal static class HealthEndpoints
{
    public const string ReadyPath = "/health/ready";

    private const string LivePath = "/health/live";

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<ScannerHealthCheck>();
        services.AddSingleton<ISessionScanObserver>(provider => provider.GetRequiredService<ScannerHealthCheck>());
        services.AddHealthChecks()
            .AddCheck<SiloHealthCheck>("silo")
            .AddCheck<StoreHealthCheck>("store")
            .AddCheck<ScannerHealthCheck>("scanner");
    }

    /// <summary>Whether a request only asks for health.</summary>
    public static bool IsHealth(PathString path) => path == ReadyPath || path == LivePath;

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks(LivePath, new HealthCheckOptions { Predicate = _ => false });
        routes.MapHealthChecks(ReadyPath, new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("status", report.Status == HealthStatus.Healthy ? "ready" : "not ready");
        foreach (var (name, entry) in report.Entries)
        {
            writer.WriteString(name, entry.Status == HealthStatus.Healthy ? "ready" : entry.Description);
        }

        writer.WriteEndObject();
    }
}
