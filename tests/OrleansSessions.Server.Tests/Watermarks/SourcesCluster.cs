using Microsoft.Extensions.DependencyInjection;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Three silos and five sources of events, each of which has keys of its own.</summary>
internal sealed class SourcesCluster : IAsyncDisposable
{
    public const int SourceCount = 5;

    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(20);

    public static readonly TimeSpan Tick = Gap / 4;

    public static readonly TimeSpan OutOfOrderness = TimeSpan.FromMinutes(1);

    public static readonly TimeSpan Lateness = TimeSpan.FromMinutes(2);

    public static readonly TimeSpan IdleTimeout = Tick * 6;

    public static readonly SessionName<int, decimal> Name = new("sourced");

    private SourcesCluster(SessionSilos silos, LateEventSink late)
    {
        Silos = silos;
        Late = late;
        Sessions = silos.GetSessions(Name);
        Sources = [.. Enumerable.Range(0, SourceCount).Select(i => Sessions.AsSource($"source-{i}"))];
    }

    public SessionSilos Silos { get; }

    /// <summary>What the subscriber of late events has taken.</summary>
    public LateEventSink Late { get; }

    public ISessionClient<int, decimal> Sessions { get; }

    public IReadOnlyList<ISessionClient<int, decimal>> Sources { get; }

    public DateTimeOffset Now => Silos.Clock.Now;

    public static Task<SourcesCluster> StartAsync(Action<SessionizerOptions>? configure = null) =>
        StartAsync(new MemorySessionStore(new MemorySessionStoreOptions()), new SessionTestClock(), configure);

    public static async Task<SourcesCluster> StartAsync(
        ISessionStore store, SessionTestClock clock, Action<SessionizerOptions>? configure = null)
    {
        var late = new LateEventSink();
        var silos = await SessionSilos.StartAsync(3, store, clock, sessions =>
        {
            sessions.Services.AddSingleton(late);
            sessions.AddSessionizer(Name, SessionAggregators.Sum<int>(value => value)).Configure(options =>
            {
                options.Gap = Gap;
                options.Clock = SessionClock.EventTime;
                options.OutOfOrderness = OutOfOrderness;
                options.AllowedLateness = Lateness;
                options.SourceIdleTimeout = IdleTimeout;
                configure?.Invoke(options);
            });
        });
        return new SourcesCluster(silos, late);
    }

    public ValueTask DisposeAsync() => Silos.DisposeAsync();

    /// <summary>A silo as a client of its cluster: what it sends comes in on that silo.</summary>
    public IClusterClient OnSilo(int silo) => SessionSilos.ClientOf(Silos.Cluster.Silos[silo]);

    /// <summary>A source sends one event.</summary>
    public Task<AppendResult> SendAsync(int source, string key, DateTimeOffset time) =>
        Sources[source].AppendAsync([new(key, 1, time)], TestContext.Current.CancellationToken);

    /// <summary>Each of some sources sends one event of its own key, and it is accepted.</summary>
    public async Task SendAllAsync(IEnumerable<int> sources, DateTimeOffset time)
    {
        foreach (var source in sources)
        {
            var result = await SendAsync(source, $"key-{source}", time);
            Assert.Equal(1, result.Accepted);
        }
    }

    /// <summary>
    /// Waits until the silos know that a client has nothing on its way any more, which it says by itself.
    /// </summary>
    public async Task WaitForQuietAsync()
    {
        while (Silos.Cluster.Silos
            .SelectMany(silo => SessionSilos.SessionizerOf(silo, Name.Value).Sources.Report(Now, null).Items)
            .MaxBy(report => report.Revision)
            .LeastUnacknowledged is not null)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    /// <summary>Advances by so many ticks of the scanners; after two of them every silo knows what any has heard.</summary>
    public Task TickAsync(int count = 2) => Silos.Clock.AdvanceAsync(Tick * count);

    public async Task<DateTimeOffset> GetWatermarkAsync() => (await Sessions.GetOverviewAsync()).Watermark;

    public async Task<IReadOnlyList<ClosedSession<decimal>>> CollectAsync() =>
        await new ClosedSessionCollector<int, decimal>(Sessions).CollectAsync();
}
