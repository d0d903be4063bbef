using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Two silos whose keys remember few producers, for not very long, in a store that may lose answers.</summary>
public sealed class ProducersCluster : IAsyncLifetime
{
    internal const int MaxProducers = 3;

    internal static readonly TimeSpan Gap = TimeSpan.FromSeconds(40);

    internal static readonly TimeSpan Retention = TimeSpan.FromMinutes(10);

    internal static readonly SessionName<int, decimal> Name = new("remembering");

    private SessionSilos? silos;

    public SessionSilos Silos => silos ?? throw new InvalidOperationException("The cluster has not started.");

    internal LossyStore Store { get; } = new();

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(2, Store, new SessionTestClock(), sessions =>
        sessions.AddSessionizer(Name, SessionAggregators.Sum<int>(value => value)).Configure(options =>
        {
            options.Gap = Gap;
            options.ProducerRetention = Retention;
            options.MaxProducers = MaxProducers;
        }));

    public async ValueTask DisposeAsync()
    {
        if (silos is not null)
        {
            await silos.DisposeAsync();
        }
    }
}
