using Microsoft.Extensions.DependencyInjection;

namespace OrleansSessions.Server.Tests;

/// <summary>Telemetry for what is tested outside of a silo.</summary>
internal static class TestTelemetry
{
    public static CommitTelemetry CreateCommits()
    {
        var services = new ServiceCollection();
        services.AddSessionTelemetry();
        return services.BuildServiceProvider().GetRequiredService<CommitTelemetry>();
    }
}
