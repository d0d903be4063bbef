using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace OrleansSessions.Server;

/// <summary>
/// One per silo: at every scan interval it takes the keys that are due on this silo and has their grains close them. It
/// decides nothing about sessions.
/// </summary>
[Reentrant]
internal sealed partial class SessionScanner(
    GrainId grainId,
    Silo silo,
    ILoggerFactory loggerFactory,
    SessionizerCatalog catalog,
    IGrainFactory grains,
    IEnumerable<ISessionScanObserver> observers,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
    : GrainService(grainId, silo, loggerFactory), ISessionScanner
{
    private readonly ILogger logger = loggerFactory.CreateLogger<SessionScanner>();
    private readonly ISessionScanObserver[] observers = [.. observers];
    private readonly Dictionary<string, SessionizerScan> scans = new(StringComparer.Ordinal);
    private Task ticking = Task.CompletedTask;

    public override Task Init(IServiceProvider serviceProvider)
    {
        foreach (var sessionizer in catalog.All)
        {
            scans.Add(sessionizer.Name, new SessionizerScan(sessionizer, grains, Silo, logger));
        }

        return base.Init(serviceProvider);
    }

    public async Task AdvanceAsync(string sessionizer, long watermarkTicks)
    {
        var scan = scans.TryGetValue(sessionizer, out var found)
            ? found
            : throw new SessionException($"There is no sessionizer '{sessionizer}' on silo {Silo}.");
        scan.Sessionizer.Learn(Watermark.FromTicks(watermarkTicks));
        var failed = await scan.RunAsync(StoppedCancellationTokenSource.Token);
        if (failed > 0)
        {
            throw new SessionException(
                $"Sessionizer '{sessionizer}': {failed} keys on silo {Silo} could not be closed; the scanner tries again.");
        }
    }

    public override async Task Stop()
    {
        await base.Stop();
        await ticking;
        foreach (var scan in scans.Values)
        {
            scan.Dispose();
        }
    }

    protected override Task StartInBackground()
    {
        Status = GrainServiceStatus.Started;
        ticking = Task.WhenAll(scans.Values.Select(TickAsync));
        return Task.CompletedTask;
    }

    private async Task TickAsync(SessionizerScan scan)
    {
        var sessionizer = scan.Sessionizer;
        var recovery = grains.GetGrain<ISessionRecoveryGrain>(sessionizer.Name);

        // Ticks are at fixed times, so that a scan which takes long does not push the next one back.
        using var timer = new PeriodicTimer(sessionizer.ScanInterval, clock);
        NotifyAll(observer => observer.OnStarted(Silo, sessionizer.Name, clock.GetUtcNow(), sessionizer.ScanInterval));
        try
        {
            while (await timer.WaitForNextTickAsync(StoppedCancellationTokenSource.Token))
            {
                var time = clock.GetUtcNow();
                await scan.RunAsync(StoppedCancellationTokenSource.Token);
                await RecoverAsync(recovery, sessionizer);
                NotifyAll(observer => observer.OnScanned(Silo, sessionizer.Name, time));
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }

        NotifyAll(observer => observer.OnStopped(Silo, sessionizer.Name));
    }

    private async Task RecoverAsync(ISessionRecoveryGrain recovery, Sessionizer sessionizer)
    {
        try
        {
            await recovery.RecoverAsync(sessionizer.Watermark.Ticks);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogRecoveryFailed(logger, sessionizer.Name, exception);
        }
    }

    private void NotifyAll(Action<ISessionScanObserver> notify)
    {
        foreach (var observer in observers)
        {
            notify(observer);
        }
    }
}
