using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansSessions.Host.Health;

/// <summary>Whether this silo is an active one of its cluster and the service is not stopping.</summary>
internal sealed class SiloHealthCheck(
    IClusterMembershipService membership, ILocalSiloDetails silo, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return Task.FromResult(HealthCheckResult.Unhealthy("The service is stopping."));
        }

        var status = membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress);
        return Task.FromResult(status == SiloStatus.Active
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy($"Silo {silo.SiloAddress} is not active, but {status}."));
    }
}
