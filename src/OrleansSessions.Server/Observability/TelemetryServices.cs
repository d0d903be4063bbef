using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OrleansSessions.Server;

internal static class TelemetryServices
{
    /// <summary>Adds what measures and traces sessions.</summary>
    public static void AddSessionTelemetry(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SessionInstruments>();
        services.TryAddSingleton<SessionGauges>();
        services.TryAddSingleton<CommitTelemetry>();
        services.TryAddSingleton<CommitTraces>();
        services.TryAddSingleton<LogLags>();
    }
}
