using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos with aggregators that throw.</summary>
public sealed class FailuresCluster : IAsyncLifetime
{
    internal static readonly TimeSpan Gap = TimeSpan.FromSeconds(40);

    internal static readonly SessionName<FragileEvent, int> Fragile = new("fragile");

    internal static readonly SessionName<int, int> Uncreatable = new("uncreatable");

    internal static readonly SessionName<int, Unwritable> Unwritable = new("unwritable");

    private SessionSilos? silos;

    public SessionSilos Silos => silos ?? throw new InvalidOperationException("The cluster has not started.");

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(2, new ByteStore(), new SessionTestClock(), sessions =>
    {
        sessions.AddSessionizer(Fragile, new FragileAggregator()).Configure(options =>
        {
            options.Gap = Gap;
            options.Clock = SessionClock.EventTime;
        });
        sessions.AddSessionizer(Unwritable, new UnwritableAggregator()).Configure(options => options.Gap = Gap);
        sessions.AddSessionizer(Uncreatable, new UncreatableAggregator()).Configure(options => options.Gap = Gap);
    });

    public async ValueTask DisposeAsync()
    {
        if (silos is not null)
        {
            await silos.DisposeAsync();
        }
    }
}
