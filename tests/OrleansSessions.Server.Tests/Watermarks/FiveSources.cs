using Microsoft.Extensions.DependencyInjection;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>A sessionizer on event time, on three silos, with five sources that send from there.</summary>
internal sealed class FiveSources : IAsyncDisposable
{
    public const int Count = 5;

    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(10);

    public static readonly TimeSpan OutOfOrderness = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan IdleTimeout = TimeSpan.FromMinutes(5);

    public static readonly TimeSpan ScanInterval = TimeSpan.FromMinutes(1);

    public static readonly SessionName<int, decimal> Name = new("five-sources");

    private readonly SessionSilos silos;
    private readonly ISessionClient<int, decimal>[] sources;

    private FiveSources(SessionSilos silos, LateEventSink late)
    {
        this.silos = silos;
        Late = late;
        sources = [.. Enumerable.Range(0, Count).Select(i => OnSilo(i % silos.Cluster.Silos.Count).GetSessions(Name).AsSource($"source-{i}"))];
    }

    public SessionTestClock Clock => silos.Clock;

    public SessionSilos Silos => silos;

    /// <summary>What the subscriber of late events has taken.</summary>
    public LateEventSink Late { get; }

    public ISessionClient<int, decimal> Sessions => silos.GetSessions(Name);

    public static Task<FiveSources> StartAsync(Action<SessionizerOptions>? configure = null) =>
        StartAsync(new MemorySessionStore(new MemorySessionStoreOptions()), new SessionTestClock(), configure);

    public static async Task<FiveSources> StartAsync(
        ISessionStore store, SessionTestClock clock, Action<SessionizerOptions>? configure = null)
    {
        var late = new LateEventSink();
        var silos = await SessionSilos.StartAsync(3, store, clock, sessions =>
        {
            sessions.Services.AddSingleton(late);
            sessions.AddSessionizer(Name, SessionAggregators.Sum<int>(value => value)).Configure(options =>
            {
                options.Clock = SessionClock.EventTime;
                options.Gap = Gap;
                options.ScanInterval = ScanInterval;
                options.OutOfOrderness = OutOfOrderness;
                options.SourceIdleTimeout = IdleTimeout;
                configure?.Invoke(options);
            });
        });
        return new FiveSources(silos, late);
    }

    public ValueTask DisposeAsync() => silos.DisposeAsync();

    /// <summary>A silo as a client of its cluster: what it sends comes in on that silo.</summary>
    public IClusterClient OnSilo(int silo) => silos.Cluster.Silos[silo].ServiceProvider.GetRequiredService<IClusterClient>();

    public Task<AppendResult> AppendAsync(int source, DateTimeOffset time, string? key = null) =>
        sources[source].AppendAsync([new(key ?? Keys.New(), 1, time)], TestContext.Current.CancellationToken);

    /// <summary>Sends an event of each of some sources, which must be accepted.</summary>
    public async Task AppendAllAsync(IEnumerable<int> from, DateTimeOffset time)
    {
        foreach (var source in from)
        {
            var result = await AppendAsync(source, time);
            Assert.True(result.Accepted == 1, $"Source {source}: {string.Join(' ', result.Problems)}");
        }
    }

    /// <summary>Advances by one scan, at which all silos report what they have heard.</summary>
    public Task ScanAsync() => Clock.AdvanceAsync(ScanInterval);

    public async Task<Watermark> GetWatermarkAsync() =>
        Watermark.FromTicks(await silos.Cluster.Client.GetGrain<ISessionWatermarkGrain>(Name.Value).GetAsync());

    public async Task<IReadOnlyList<ClosedSession<decimal>>> CollectAsync() =>
        await new ClosedSessionCollector<int, decimal>(Sessions).CollectAsync();
}
