namespace OrleansSessions.Cluster.Tests;

/// <summary>Sends events while faults happen, and checks every event and every session afterwards.</summary>
internal sealed class FaultRun(TestedCluster cluster, FaultRunSettings settings, Action<string> tell)
{
    // A fault befalls a cluster at work: for so long, so much of what is sent must have got through.
    private const double ShareBefore = 0.75;

    private static readonly TimeSpan Before = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly EventHistory sent = new();
    private readonly TimeProvider clock = TimeProvider.System;

    public async Task<FaultRunResult> RunAsync()
    {
        var closed = new ClosedHistory(sent);
        var random = new Random(settings.Seed);
        var injector = new FaultInjector(cluster, random, TimeSpan.FromSeconds(settings.FreezeSeconds));
        using var stopLoad = new CancellationTokenSource();
        using var stopReading = new CancellationTokenSource();
        var started = clock.GetTimestamp();
        var load = new EventLoad(cluster.Sessions, sent, settings.EventsPerSecond).RunAsync(stopLoad.Token);
        var reading = Task.Run(() => new LogReading(cluster.Sessions, closed).RunAsync(stopReading.Token), CancellationToken.None);
        try
        {
            // A sender or the reader that fails ends the run at once.
            await await Task.WhenAny(InjectAsync(injector, random), load, reading);
            await Eventually.Async(
                $"{settings.MinEvents:N0} events are acknowledged", TimeSpan.FromSeconds(60 + (2.0 * settings.MinEvents / settings.EventsPerSecond)), Pause,
                () => Task.FromResult(sent.Acknowledged >= settings.MinEvents));
        }
        finally
        {
            await stopLoad.CancelAsync();
            await load;
        }

        var took = clock.GetElapsedTime(started);
        var record = new SubscriberRecord(cluster.SubscriberFolder);
        await WaitAsync(() => closed.CountMissing() == 0);
        await WaitAsync(() => record.FindMissing(closed).Count == 0);
        await stopReading.CancelAsync();
        await reading;
        closed.Complete();
        return new FaultRunResult(sent, closed, record.FindMissing(closed), record.FindViolations(closed), took);
    }

    private async Task InjectAsync(FaultInjector injector, Random random)
    {
        var kinds = settings.Kinds;
        for (var i = 0; i < settings.Faults; i++)
        {
            if (i % kinds.Length == 0)
            {
                random.Shuffle(kinds);
            }

            var rate = await WaitForWorkAsync();
            tell($"{i + 1}: {rate:N0} events/s, {sent.Acknowledged:N0} acknowledged; {kinds[i % kinds.Length]}");
            var began = clock.GetTimestamp();
            var what = await injector.InjectAsync(kinds[i % kinds.Length]);
            tell($"{i + 1}: {what}; {clock.GetElapsedTime(began).TotalSeconds:N1} s, until {clock.GetUtcNow():HH:mm:ss.f}");
        }
    }

    private async Task<double> WaitForWorkAsync()
    {
        for (var started = clock.GetTimestamp(); ;)
        {
            var (acknowledged, began) = (sent.Acknowledged, clock.GetTimestamp());
            await Task.Delay(Before, clock);
            var rate = (sent.Acknowledged - acknowledged) / clock.GetElapsedTime(began).TotalSeconds;
            if (rate >= ShareBefore * settings.EventsPerSecond)
            {
                return rate;
            }

            if (clock.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"Only {rate:N0} events/s are acknowledged again, {Patience.TotalSeconds} s after a fault.");
            }
        }
    }

    // What is still missing after that is told as a violation.
    private static async Task WaitAsync(Func<bool> isComplete)
    {
        try
        {
            await Eventually.Async("everything is there", Patience, Pause, () => Task.FromResult(isComplete()));
        }
        catch (TimeoutException)
        {
        }
    }
}
