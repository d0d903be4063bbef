using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace OrleansSessions.Server;

/// <summary>
/// One per silo: at every scan it takes the keys that are due on this silo and has them closed. It decides
/// nothing about sessions.
/// </summary>
[Reentrant]
internal sealed partial class SessionScanner(
    GrainId grainId,
    Silo silo,
    ILoggerFactory loggerFactory,
    SessionizerCatalog catalog,
    SessionServices services,
    IOptions<GrainCollectionOptions> collection,
    IGrainFactory grains,
    IClusterMembershipService membership,
    IEnumerable<ISessionScanObserver> observers,
    TimeProvider realClock,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider clock)
    : GrainService(grainId, silo, loggerFactory), ISessionScanner
{
    private static readonly TimeSpan LongestIdle = TimeSpan.FromDays(1);

    private readonly ILogger logger = loggerFactory.CreateLogger<SessionScanner>();
    private readonly ISessionScanObserver[] observers = [.. observers];
    private readonly Dictionary<string, SessionizerScan> scans = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SiloSummary> summaries = new(StringComparer.Ordinal);
    private Task scanning = Task.CompletedTask;

    public override Task Init(IServiceProvider serviceProvider)
    {
        foreach (var sessionizer in catalog.All)
        {
            scans.Add(sessionizer.Name, new SessionizerScan(sessionizer, services, grains, logger));
            summaries.Add(sessionizer.Name, new SiloSummary(sessionizer, Silo.ToParsableString(), realClock));
        }

        return base.Init(serviceProvider);
    }

    public async Task AdvanceAsync(string sessionizer, long watermarkTicks)
    {
        catalog.Get(sessionizer).Learn(Watermark.FromTicks(watermarkTicks));
        int failed;
        try
        {
            failed = await scans[sessionizer].RunAsync(StoppedCancellationTokenSource.Token);
        }
        catch (OperationCanceledException) when (IsStopping)
        {
            throw new SiloUnavailableException($"Silo {Silo} stops.");
        }

        if (failed > 0)
        {
            throw new SessionException(
                $"Sessionizer '{sessionizer}': {failed} keys on silo {Silo} could not be closed; the scanner tries again.");
        }
    }

    public Task<SourceReports> GetSourcesAsync(string sessionizer) => Task.FromResult(ReportSources(catalog.Get(sessionizer)));

    public Task<long> CompleteSourceAsync(string sessionizer, string source) =>
        Task.FromResult(catalog.Get(sessionizer).Sources.Complete(source));

    public Task SetDrainedAsync(string sessionizer, long version, bool isDrained)
    {
        catalog.Get(sessionizer).LearnDrain(new DrainRecord(version, isDrained));
        return Task.CompletedTask;
    }

    public Task ForgetAsync(string sessionizer, string key)
    {
        var forgetting = catalog.Get(sessionizer);
        forgetting.SetAside.Remove(key);
        forgetting.Keys.Forget(key);
        return Task.CompletedTask;
    }

    public async Task GiveUpKeysAsync(MembershipVersion version)
    {
        await membership.Refresh(version);
        // Looking through all keys must not keep the scanner from its ticks.
        await Task.WhenAll(catalog.All.Select(sessionizer => Task.Run(sessionizer.Keys.GiveUpAsync)));
    }

    public Task<long> GetWatermarkAsync(string sessionizer) => Task.FromResult(catalog.Get(sessionizer).Watermark.Ticks);

    // Looking through all keys must not keep the scanner from its ticks.
    public Task<SiloOverview> GetOverviewAsync(string sessionizer) =>
        Task.Run(summaries[catalog.Get(sessionizer).Name].Get);

    public Task<OpenKey[]> GetOpenKeysAsync(string sessionizer, string? after, int limit) =>
        Task.Run(() => OpenKeys.Find(catalog.Get(sessionizer), Silo.ToParsableString(), after, limit));

    public override async Task Stop()
    {
        await base.Stop();
        await scanning;
        foreach (var scan in scans.Values)
        {
            await scan.DisposeAsync();
        }
    }

    protected override Task StartInBackground()
    {
        Status = GrainServiceStatus.Started;
        scanning = Task.WhenAll([WatchSilosAsync(), LoseIdleAsync(), .. scans.Values.Select(ScanAsync)]);
        return Task.CompletedTask;
    }

    private async Task ScanAsync(SessionizerScan scan)
    {
        var sessionizer = scan.Sessionizer;
        using var schedule = new ScanSchedule(
            sessionizer, clock, next => NotifyAll(observer => observer.OnScheduled(Silo, sessionizer.Name, next)));
        schedule.Start();
        try
        {
            // What became due while no silo was there must not wait for the first tick, which may be a day away.
            await RecoverAsync(sessionizer, sessionizer.Watermark);
            while (true)
            {
                var isTick = await schedule.WaitAsync(StoppedCancellationTokenSource.Token);
                var time = clock.GetUtcNow();
                await LearnAsync(sessionizer);
                await CloseDueAsync(scan);
                if (isTick)
                {
                    await RecoverAsync(sessionizer, sessionizer.OverdueWatermark);
                }

                NotifyAll(observer => observer.OnScanned(Silo, sessionizer.Name, time));
            }
        }
        catch (OperationCanceledException) when (IsStopping)
        {
        }

        NotifyAll(observer => observer.OnStopped(Silo, sessionizer.Name));
    }

    // A silo that dies leaves keys behind that may be due already, and no one else's scanner knows them.
    private async Task WatchSilosAsync()
    {
        var dead = new SiloDeaths(membership.CurrentSnapshot);
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(StoppedCancellationTokenSource.Token))
            {
                if (dead.IsNew(snapshot))
                {
                    await Task.WhenAll(catalog.All.Select(sessionizer => RecoverAsync(sessionizer, sessionizer.Watermark)));
                }
            }
        }
        catch (OperationCanceledException) when (IsStopping)
        {
        }
    }

    // As Orleans' collector does with activations, which keys of a lone silo do not have.
    private async Task LoseIdleAsync()
    {
        var age = collection.Value.CollectionAge < LongestIdle ? collection.Value.CollectionAge : LongestIdle;
        try
        {
            while (true)
            {
                await Task.Delay(age, clock, StoppedCancellationTokenSource.Token);
                await Task.WhenAll(catalog.All.Select(sessionizer => Task.Run(sessionizer.Keys.LoseIdle)));
            }
        }
        catch (OperationCanceledException) when (IsStopping)
        {
        }
    }

    // What its observers and listeners throw must not end the scans.
    private async Task CloseDueAsync(SessionizerScan scan)
    {
        try
        {
            await scan.RunAsync(StoppedCancellationTokenSource.Token);
        }
        catch (Exception exception) when (!IsStopping)
        {
            LogScanFailed(logger, scan.Sessionizer.Name, exception);
        }
    }

    private async Task LearnAsync(Sessionizer sessionizer)
    {
        try
        {
            if (sessionizer.IsEventTime)
            {
                var ticks = await grains.GetGrain<IWatermarkReports>(sessionizer.Name).ReportAsync(Silo, ReportSources(sessionizer));
                sessionizer.Learn(Watermark.FromTicks(ticks));
            }
        }
        catch (Exception exception) when (IsLost(exception))
        {
        }
        catch (Exception exception)
        {
            LogLearnFailed(logger, sessionizer.Name, exception);
        }
    }

    private async Task RecoverAsync(Sessionizer sessionizer, Watermark overdue)
    {
        try
        {
            await grains.GetGrain<ISessionRecoveryGrain>(sessionizer.Name).RecoverAsync(overdue.Ticks, membership.CurrentSnapshot.Version);
        }
        catch (Exception exception) when (IsLost(exception))
        {
        }
        catch (Exception exception)
        {
            // Also one that was canceled, as Orleans does with a call that has found no silo in time: the scans go on.
            LogRecoveryFailed(logger, sessionizer.Name, exception);
        }
    }

    private bool IsStopping => StoppedCancellationTokenSource.IsCancellationRequested;

    // This silo leaves, or the one that the grain was on has gone: there is a next look, here or elsewhere.
    private bool IsLost(Exception exception) =>
        exception is SiloUnavailableException || membership.CurrentSnapshot.GetSiloStatus(Silo) != SiloStatus.Active;

    private static SourceReports ReportSources(Sessionizer sessionizer) =>
        sessionizer.Sources.Report(sessionizer.Now, sessionizer.Options.SourceIdleTimeout);

    private void NotifyAll(Action<ISessionScanObserver> notify)
    {
        foreach (var observer in observers)
        {
            try
            {
                notify(observer);
            }
            catch (Exception exception)
            {
                LogObserverFailed(logger, observer.GetType(), exception);
            }
        }
    }
}
