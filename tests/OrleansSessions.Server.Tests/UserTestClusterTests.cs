using Orleans.TestingHost;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>As a user would test sessions with Orleans' own <see cref="TestCluster"/>.</summary>
public sealed class UserTestClusterTests
{
    private static readonly SessionName<int, long> Clicks = new("clicks");

    [Fact]
    public async Task TestCluster_EventsAndAGap_OneClosedSession()
    {
        var builder = new TestClusterBuilder(1);
        builder.AddSiloBuilderConfigurator<SiloConfigurator>();
        await using var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        var clicks = ((IClusterClient)cluster.Client).GetSessions(Clicks);

        await clicks.AppendAsync([new("ann", 1), new("ann", 1), new("bob", 1)], TestContext.Current.CancellationToken);
        await SiloConfigurator.Clock.AdvanceAsync(TimeSpan.FromMinutes(13));

        var closed = await new ClosedSessionCollector<int, long>(clicks).CollectAsync();
        Assert.Equal([("ann", 2), ("bob", 1)], closed.Select(session => (session.Key, session.Result)).Order());
    }

    private sealed class SiloConfigurator : ISiloConfigurator
    {
        public static SessionTestClock Clock { get; } = new();

        public void Configure(ISiloBuilder siloBuilder)
        {
            Clock.Attach(siloBuilder);
            siloBuilder.AddSessions(sessions => sessions
                .AddSessionizer(Clicks, SessionAggregators.Count<int>())
                .Configure(options => options.Gap = TimeSpan.FromMinutes(10)));
        }
    }
}
