using System.Buffers.Binary;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Health;

/// <summary>Whether the store can be written: what is not stored is not acknowledged. It writes each time.</summary>
internal sealed class StoreHealthCheck(ISessionStore store, ILocalSiloDetails silo, TimeProvider clock) : IHealthCheck
{
    private const int MaxAttempts = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // By its address, which it has again after a restart: silos that come and go leave no records behind.
    private readonly string record = $"health {silo.SiloAddress.Endpoint}";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        try
        {
            return await WriteAsync(cancellationToken).WaitAsync(Patience, clock, cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"The store can not be written: record '{record}' was changed by others {MaxAttempts} times.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"The store can not be written: {exception.Message}");
        }
    }

    private async Task<bool> WriteAsync(CancellationToken cancellationToken)
    {
        var now = new byte[sizeof(long)];
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(now, clock.GetUtcNow().UtcTicks);
            var stored = await store.LoadRecordAsync(record, cancellationToken);
            if (await store.SaveRecordAsync(record, stored.Version, now, cancellationToken) != SessionCommit.Conflict)
            {
                return true;
            }

            // Race: another request asks at the same time. It has written, and now so does this one.
        }

        return false;
    }
}
