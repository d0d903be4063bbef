using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansSessions.Server;

namespace OrleansSessions.Host.Health;

/// <summary>
/// Whether the silo looks for sessions that are due: a scanner that has stopped, or hangs, leaves sessions open for ever while events
/// are still taken.
/// </summary>
internal sealed class ScannerHealthCheck([FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
    : IHealthCheck, ISessionScanObserver
{
    /// <summary>How many intervals a scan may be overdue.</summary>
    public const int Intervals = 3;

    /// <summary>How long it may be overdue at least: very many sessions that end at once take their time.</summary>
    public static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Schedule> schedules = new(StringComparer.Ordinal);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        var problems = schedules
            .OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => FindProblem(pair.Key, pair.Value))
            .OfType<string>()
            .ToList();
        return Task.FromResult(schedules.IsEmpty ? HealthCheckResult.Unhealthy("The scanner has not started.")
            : problems.Count > 0 ? HealthCheckResult.Unhealthy(string.Join(' ', problems))
            : HealthCheckResult.Healthy());
    }

    public void OnScheduled(SiloAddress silo, string sessionizer, DateTimeOffset time)
    {
        // The first wait of all is a whole interval; others may be cut short by a deadline.
        var wait = time - clock.GetUtcNow();
        schedules.AddOrUpdate(
            sessionizer,
            static (_, now) => new Schedule(now.time, now.wait),
            static (_, before, now) => new Schedule(now.time, now.wait > before.Interval ? now.wait : before.Interval),
            (time, wait));
    }

    public void OnScanned(SiloAddress silo, string sessionizer, DateTimeOffset time)
    {
        // The next one is scheduled at once.
    }

    public void OnStopped(SiloAddress silo, string sessionizer) => schedules[sessionizer] = new Schedule(null, TimeSpan.Zero);

    private string? FindProblem(string sessionizer, Schedule schedule)
    {
        if (schedule.Next is not { } time)
        {
            return $"Sessionizer '{sessionizer}' is not scanned any more.";
        }

        var patience = schedule.Interval * Intervals;
        patience = patience > LeastPatience ? patience : LeastPatience;
        var overdue = clock.GetUtcNow() - time;
        return overdue > patience ? $"Sessionizer '{sessionizer}': a scan is overdue by {overdue}, which is more than {patience}." : null;
    }

    /// <param name="Next">When the next scan is to begin; null when there is none any more.</param>
    /// <param name="Interval">The longest wait for one so far.</param>
    private sealed record Schedule(DateTimeOffset? Next, TimeSpan Interval);
}
