using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansSessions.Host.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it takes events and can store them.</summary>
internal static class HealthEndpoints
{
    public const string ReadyPath = "/health/ready";

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<SiloHealthCheck>("silo")
        .AddCheck<StoreHealthCheck>("store");

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
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
