using Orleans.TestingHost;

namespace OrleansSessions.PostgreSql.Tests;

public sealed class UsePostgreSqlTests : IAsyncDisposable
{
    private static readonly SessionName<int, decimal> Sums = new("sums");

    private readonly TestStores stores = new();
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task UsePostgreSql_ClusterRestarts_OpenSessionsGoOnAndClosedOnesAreRead()
    {
        await using (var before = await StartAsync())
        {
            var sessions = before.Client.GetSessions(Sums);
            var result = await sessions.AppendAsync(Enumerable.Range(0, 20).Select(i => At($"k{i}", 0)).ToList(), token);
            Assert.Equal(20, result.Accepted);
        }

        await using var after = await StartAsync();
        var restarted = after.Client.GetSessions(Sums);
        await restarted.AppendAsync(Enumerable.Range(0, 20).Select(i => At($"k{i}", 1)).ToList(), token);
        await restarted.AdvanceWatermarkAsync(Watermark.End);
        var closed = await restarted.ReadClosedAsync(SessionCursor.Beginning, token).Take(20).ToListAsync(token);

        Assert.Equal(20, closed.Select(session => session.Key).Distinct().Count());
        Assert.All(closed, session => Assert.Equal((2L, 3m), (session.Count, session.Result)));
        Assert.Equal(60m, await stores.ExecuteAsync("select sum(result::numeric) from {0}.closed_sessions"));
    }

    [Fact]
    public async Task UsePostgreSql_WrongOption_StopsTheSilo()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddSessions(sessions => sessions.UsePostgreSql(options => options.Partitions = 0)));
        await using var cluster = builder.Build();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => cluster.DeployAsync(token));

        Assert.Contains("PostgreSQL store: Partitions must be from 1 to 1024, but is 0.", exception.ToString(), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => stores.DisposeAsync();

    private static SessionEvent<int> At(string key, int minute) => new(key, minute + 1, TestCommits.Start.AddMinutes(minute));

    private async Task<InProcessTestCluster> StartAsync()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.UseInMemoryReminderService();
            silo.AddSessions(sessions =>
            {
                var given = stores.CreateOptions();
                sessions.UsePostgreSql(options =>
                {
                    options.ConnectionString = given.ConnectionString;
                    options.Schema = given.Schema;
                });
                sessions.AddSessionizer(Sums, SessionAggregators.Sum<int>(value => value)).Configure(options =>
                {
                    options.Gap = TimeSpan.FromMinutes(30);
                    options.Clock = Server.SessionClock.EventTime;
                    // The events are of a year to come.
                    options.MaxAhead = null;
                });
            });
        });
        var cluster = builder.Build();
        await cluster.DeployAsync(token);
        return cluster;
    }
}
