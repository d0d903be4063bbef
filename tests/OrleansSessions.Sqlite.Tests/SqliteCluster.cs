using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Sqlite.Tests;

/// <summary>A silo that keeps its sessions in a file, on a clock that only tests move.</summary>
internal sealed class SqliteCluster : IAsyncDisposable
{
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(40);

    private static readonly SessionName<int, decimal> Name = new("sums");

    private readonly InProcessTestCluster cluster;

    private SqliteCluster(InProcessTestCluster cluster) => this.cluster = cluster;

    public ISessionClient<int, decimal> Sessions => cluster.Client.GetSessions(Name);

    public InProcessTestCluster Cluster => cluster;

    public static async Task<SqliteCluster> StartAsync(SessionTestClock clock, Func<string> choosePath)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            clock.Attach(silo);
            silo.AddSessions(sessions => sessions
                .UseSqlite(choosePath())
                .AddSessionizer(Name, SessionAggregators.Sum<int>(value => value))
                .Configure(options => options.Gap = Gap));
        });
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new SqliteCluster(cluster);
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();
}
