using Orleans.TestingHost;

namespace OrleansSessions.Server.Tests;

/// <summary>The one test of closing on a clock that nobody moves.</summary>
public sealed class RealClockTests
{
    private const int SessionCount = 200;

    private static readonly SessionName<int, long> Name = new("real");

    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task Deadline_OnTheSystemClock_ClosesSoonAfterIt()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) => silo.AddSessions(sessions => sessions
            .AddSessionizer(Name, SessionAggregators.Count<int>())
            .Configure(options =>
            {
                options.Gap = Gap;
                options.ScanInterval = TimeSpan.FromMinutes(10);
                options.Expiry = ExpiryMode.Deadline;
            })));
        await using var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        var sessions = cluster.Client.GetSessions(Name);
        var reading = ReadAsync(sessions);
        for (var i = 0; i < SessionCount; i++)
        {
            Assert.Equal(1, (await sessions.AppendAsync([new($"key-{i}", i)], TestContext.Current.CancellationToken)).Accepted);
        }

        var delays = await reading;

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"From a session's end until a reader has it, {delays.Count} sessions: least {delays[0].TotalMilliseconds:F1} ms, "
            + $"p50 {delays[delays.Count / 2].TotalMilliseconds:F1} ms, p90 {delays[delays.Count * 9 / 10].TotalMilliseconds:F1} ms, "
            + $"p99 {delays[delays.Count * 99 / 100].TotalMilliseconds:F1} ms, greatest {delays[^1].TotalMilliseconds:F1} ms.");
        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromSeconds(2)));
    }

    private static async Task<List<TimeSpan>> ReadAsync(ISessionClient<int, long> sessions)
    {
        var delays = new List<TimeSpan>();
        await foreach (var closed in sessions.ReadClosedAsync(SessionCursor.Beginning, TestContext.Current.CancellationToken))
        {
            delays.Add(TimeProvider.System.GetUtcNow() - closed.End);
            if (delays.Count == SessionCount)
            {
                break;
            }
        }

        delays.Sort();
        return delays;
    }
}
