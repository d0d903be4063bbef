using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Diagnostics;
using OrleansSessions.Host.Health;

namespace OrleansSessions.Host.Telemetry;

/// <summary>Sends metrics, traces and logs by OTLP, when the usual variables of the environment say where to.</summary>
internal static class TelemetryExtensions
{
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string DisabledSetting = "OTEL_SDK_DISABLED";

    // Of Orleans; the library has no name for it that is public.
    private const string OrleansMeter = "Microsoft.Orleans";

    /// <summary>Adds it where an endpoint is set; otherwise nothing is added, and nothing measures.</summary>
    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        if (string.IsNullOrEmpty(settings[EndpointSetting]) || bool.TryParse(settings[DisabledSetting], out var isDisabled) && isDisabled)
        {
            return;
        }

        builder.Host.UseOrleans(silo => silo.AddActivityPropagation());
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource
                .AddDetector(services => new SiloResourceDetector(services.GetRequiredService<ILocalSiloDetails>()))
                // Last, so that what the environment says of the service has the last word.
                .AddEnvironmentVariableDetector())
            .WithMetrics(metrics => metrics
                .AddMeter(SessionsTelemetry.MeterName, OrleansMeter)
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation())
            .WithTracing(traces => traces
                // Orleans takes every grain whose namespace begins with its name for one of its own runtime: ours are there.
                .AddSource(
                    SessionsTelemetry.ActivitySourceName,
                    ActivitySources.ApplicationGrainActivitySourceName,
                    ActivitySources.RuntimeActivitySourceName)
                .AddAspNetCoreInstrumentation(options => options.Filter = context => !HealthEndpoints.IsHealth(context.Request.Path)))
            .UseOtlpExporter();
    }
}
