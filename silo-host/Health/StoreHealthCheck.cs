using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Health;

/// <summary>Whether the store can be written: what is not stored is not acknowledged.</summary>
internal sealed class StoreHealthCheck(ISessionStore store, ILocalSiloDetails silo) : IHealthCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            // A checkpoint of a consumer that nobody else is; saved again and again, it is one row.
            await store.SaveCheckpointAsync($"health {silo.Name}", 0, 0, cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The store can not be written: {exception.Message}");
        }
    }
}
