using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>One silo, and a script that makes every instrument measure.</summary>
public sealed class MeteredRun : IAsyncLifetime
{
    internal const string Arrival = "metered";

    internal const string EventTime = "metered-time";

    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(40);

    private readonly CountingStore store = new();
    private SessionSilos? silos;
    private InstrumentRecorder? recorder;

    internal InstrumentRecorder Recorder => recorder ?? throw new InvalidOperationException("The run has not started.");

    internal CountingStore Store => store;

    public async ValueTask InitializeAsync()
    {
        await StoreGarbageAsync("unreadable");
        silos = await SessionSilos.StartAsync(1, store, new SessionTestClock(), sessions =>
        {
            sessions.AddSessionizer(new SessionName<int, long>(Arrival), SessionAggregators.Count<int>())
                .Configure(options => options.Gap = Gap);
            sessions.AddSessionizer(new SessionName<int, long>(EventTime), SessionAggregators.Count<int>()).Configure(options =>
            {
                options.Gap = Gap;
                options.Clock = SessionClock.EventTime;
            });
        });
        var services = silos.Cluster.Silos[0].ServiceProvider;
        recorder = new InstrumentRecorder(services.GetRequiredService<IMeterFactory>());
        await RunArrivalAsync();
        await RunEventTimeAsync();

        // The clock of streams is the machine's: the agent comes to read what has closed.
        await store.Delivering.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        recorder.RecordObservable();
    }

    public async ValueTask DisposeAsync()
    {
        recorder?.Dispose();
        if (silos is not null)
        {
            await silos.DisposeAsync();
        }
    }

    private async Task RunArrivalAsync()
    {
        await silos!.Clock.AdvanceAsync(TimeSpan.FromSeconds(3));
        await AppendAsync(Arrival, new("a", 1), new("a", 1), new("b", 1), new("c", 1));
        await AppendAsync(Arrival, new SessionEvent<int>("a", 1, Gap: TimeSpan.FromSeconds(5)));
        await AppendAsync(Arrival, new("unreadable", 1), new("unreadable", 1));
        var stamped = new SessionEvent<int>("d", 1, Stamp: new ProducerStamp(ProducerId.New(), 1));
        await AppendAsync(Arrival, stamped);
        await AppendAsync(Arrival, stamped);
        await silos.GetSessions(new SessionName<int, long>(Arrival)).EndAsync("b");
        store.Refuses = true;
        await AppendAsync(Arrival, new SessionEvent<int>("e", 1));
        store.Refuses = false;

        // Due at 43 seconds, so closed by the scan at 50.
        await silos.Clock.AdvanceAsync(TimeSpan.FromSeconds(47));
        await AppendAsync(Arrival, new("f", 1), new("g", 1));
    }

    private async Task RunEventTimeAsync()
    {
        var now = silos!.Clock.Now;
        SessionEvent<int> At(string key, int seconds) => new(key, 1, now + TimeSpan.FromSeconds(seconds));
        await AppendAsync(EventTime, At("x", -100), At("x", -40), At("y", 0));
        await AppendAsync(EventTime, At("x", -70));
        await silos.GetSessions(new SessionName<int, long>(EventTime)).AdvanceWatermarkAsync(Watermark.At(now));
        await AppendAsync(EventTime, At("x", -100));
        await silos.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
    }

    // Not through the client, which would stamp the events and send them again when they fail.
    private Task<AppendResult> AppendAsync(string sessionizer, params SessionEvent<int>[] events) =>
        silos!.Cluster.Client.GetGrain<ISessionIngressGrain>(sessionizer).AppendAsync(new SessionBatch<int>(events));

    private async Task StoreGarbageAsync(string key)
    {
        var sessionKey = new SessionKey(Arrival, key);
        await store.CommitAsync(
            [
                new SessionCommit
                {
                    Key = sessionKey,
                    Partition = sessionKey.GetPartition(store.Partitions),
                    ExpectedVersion = 0,
                    State = new byte[] { 0xDE, 0xAD },
                    DeadlineTicks = Watermark.End.Ticks,
                    Log = [],
                }
            ],
            TestContext.Current.CancellationToken);
    }
}
