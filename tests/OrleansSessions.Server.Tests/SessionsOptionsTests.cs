using Orleans.TestingHost;

namespace OrleansSessions.Server.Tests;

public sealed class SessionsOptionsTests
{
    public static TheoryData<string, Action<SessionizerOptions>> Wrong => new()
    {
        { "Gap must be positive, but is 00:00:00", options => options.Gap = TimeSpan.Zero },
        { "Gap must be positive, but is -00:00:01", options => options.Gap = TimeSpan.FromSeconds(-1) },
        { "Boundary must be Exclusive or Inclusive, but is 7", options => options.Boundary = (GapBoundary)7 },
        { "Clock must be Arrival or EventTime, but is 7", options => options.Clock = (SessionClock)7 },
        { "AllowedLateness must not be negative, but is -00:00:01", options => options.AllowedLateness = TimeSpan.FromSeconds(-1) },
        { "AllowedLateness must be zero on the arrival clock", options => options.AllowedLateness = TimeSpan.FromSeconds(1) },
        { "LongestGap must be at least Gap (00:30:00), but is 00:00:01", options => options.LongestGap = TimeSpan.FromSeconds(1) },
        { "ScanInterval must be set when events carry gaps", options => options.LongestGap = TimeSpan.FromHours(1) },
        { "ScanInterval must be from 00:00:00.0100000 to 1.00:00:00, but is 00:00:00.0010000", options => options.ScanInterval = TimeSpan.FromMilliseconds(1) },
        { "ScanInterval must be from 00:00:00.0100000 to 1.00:00:00, but is 2.00:00:00", options => options.ScanInterval = TimeSpan.FromDays(2) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void FindBroken_WrongValue_NamesSessionizerPropertyRuleAndValue(string expected, Action<SessionizerOptions> configure)
    {
        var options = new SessionizerOptions();
        configure(options);

        var broken = SessionizerOptionsRules.FindBroken("visits", options, false).ToList();

        Assert.Contains(broken, line => line.StartsWith($"Sessionizer 'visits': {expected}", StringComparison.Ordinal));
    }

    [Fact]
    public void FindBroken_Defaults_None() => Assert.Empty(SessionizerOptionsRules.FindBroken("visits", new SessionizerOptions(), false));

    [Fact]
    public async Task Start_SeveralWrongOptions_StopsTheSiloAndNamesAll()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => DeployAsync(sessions =>
        {
            sessions.AddSessionizer(TestSessions.Exclusive, SessionAggregators.Sum<int>(value => value))
                .Configure(options => options.Gap = TimeSpan.Zero);
            sessions.AddSessionizer(TestSessions.Inclusive, SessionAggregators.Sum<int>(value => value))
                .Configure(options => options.ScanInterval = TimeSpan.Zero);
        }));

        Assert.Contains("Sessionizer 'exclusive': Gap must be positive, but is 00:00:00.", exception.ToString(), StringComparison.Ordinal);
        Assert.Contains("Sessionizer 'inclusive': ScanInterval must be from", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SecondSiloWithAMemoryStoreOfItsOwn_IsRefused()
    {
        await using var cluster = Build(sessions =>
            sessions.AddSessionizer(TestSessions.Exclusive, SessionAggregators.Sum<int>(value => value)));
        await cluster.DeployAsync(TestContext.Current.CancellationToken);

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => cluster.StartAdditionalSiloAsync());

        Assert.Contains("The memory store lives in one process", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddSessionizer_SameNameTwice_IsRefused()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => DeployAsync(sessions =>
        {
            sessions.AddSessionizer(TestSessions.Exclusive, SessionAggregators.Sum<int>(value => value));
            sessions.AddSessionizer(TestSessions.Exclusive, SessionAggregators.Sum<int>(value => value));
        }));

        Assert.Contains("There is a sessionizer 'exclusive' already", exception.ToString(), StringComparison.Ordinal);
    }

    private static async Task DeployAsync(Action<SessionsBuilder> configure)
    {
        await using var cluster = Build(configure);
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
    }

    private static InProcessTestCluster Build(Action<SessionsBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddSessions(configure));
        return builder.Build();
    }
}
