namespace OrleansSessions.Server.Tests;

/// <summary>Two silos whose scanners wake at the nearest deadline; their ticks are far apart.</summary>
public sealed class DeadlineCluster : IAsyncLifetime
{
    internal static readonly TimeSpan Gap = TimeSpan.FromSeconds(30);

    internal static readonly TimeSpan LongestGap = TimeSpan.FromMinutes(5);

    internal static readonly SessionName<int, decimal> Name = new("deadlines");

    private SessionSilos? silos;

    public SessionSilos Silos => silos ?? throw new InvalidOperationException("The cluster has not started.");

    public async ValueTask InitializeAsync() => silos = await SessionSilos.StartAsync(2, sessions =>
        sessions.AddSessionizer(Name, SessionAggregators.Sum<int>(value => value)).Configure(options =>
        {
            options.Gap = Gap;
            options.LongestGap = LongestGap;
            options.ScanInterval = TimeSpan.FromHours(7);
            options.Expiry = ExpiryMode.Deadline;
        }));

    public async ValueTask DisposeAsync()
    {
        if (silos is not null)
        {
            await silos.DisposeAsync();
        }
    }
}
