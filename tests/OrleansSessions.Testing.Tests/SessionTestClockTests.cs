using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Orleans.TestingHost;

namespace OrleansSessions.Testing.Tests;

public sealed class SessionTestClockTests : IAsyncLifetime
{
    private static readonly SessionName<int, long> Short = new("short");
    private static readonly SessionName<int, long> Long = new("long");

    private readonly SessionTestClock clock = new(new DateTimeOffset(2024, 2, 29, 23, 0, 0, TimeSpan.Zero));
    private InProcessTestCluster? cluster;

    private IClusterClient Client => cluster!.Client;

    public async ValueTask InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo((_, silo) =>
        {
            clock.Attach(silo);
            silo.AddSessions(sessions =>
            {
                sessions.AddSessionizer(Short, SessionAggregators.Count<int>()).Configure(options => options.Gap = TimeSpan.FromSeconds(4));
                sessions.AddSessionizer(Long, SessionAggregators.Count<int>()).Configure(options => options.Gap = TimeSpan.FromMinutes(4));
            });
        });
        cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    public async Task Advance_AnyTime_EndsExactlyThere()
    {
        var start = clock.Now;

        await clock.AdvanceAsync(TimeSpan.FromMilliseconds(12_345));

        Assert.Equal(start + TimeSpan.FromMilliseconds(12_345), clock.Now);
    }

    [Fact]
    public async Task Advance_Backwards_IsRefused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => clock.AdvanceAsync(TimeSpan.FromTicks(-1)));

    [Fact]
    public async Task Advance_OverManyScansOfSeveralSessionizers_AllHaveClosedWhenItReturns()
    {
        var (shortSessions, longSessions) = (Client.GetSessions(Short), Client.GetSessions(Long));
        await shortSessions.AppendAsync([new("a", 1)], TestContext.Current.CancellationToken);
        await longSessions.AppendAsync([new("a", 1)], TestContext.Current.CancellationToken);

        await clock.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Single(await new ClosedSessionCollector<int, long>(shortSessions).CollectAsync());
        Assert.Single(await new ClosedSessionCollector<int, long>(longSessions).CollectAsync());
    }

    [Theory]
    [InlineData(7)]
    [InlineData(9_993)]
    [InlineData(15_000)]
    [InlineData(599_999_999)]
    public async Task Reminders_WhereverTheClockStands_SeeWholeMillisecondsRoundedUp(long ticks)
    {
        var reminders = cluster!.Silos[0].ServiceProvider.GetRequiredKeyedService<TimeProvider>(ReminderTimeProviderNames.Reminders);
        var (before, began) = (reminders.GetUtcNow(), reminders.GetTimestamp());

        await clock.AdvanceAsync(TimeSpan.FromTicks(ticks));

        Assert.InRange(reminders.GetUtcNow() - clock.Now, TimeSpan.Zero, TimeSpan.FromTicks(TimeSpan.TicksPerMillisecond - 1));
        Assert.Equal(0, (reminders.GetUtcNow() - before).Ticks % TimeSpan.TicksPerMillisecond);
        Assert.Equal(0, reminders.GetElapsedTime(began).Ticks % TimeSpan.TicksPerMillisecond);
    }

    [Fact]
    public async Task Collect_MoreThanAPage_CollectsEachOnce()
    {
        const int KeyCount = 2_500;
        var sessions = Client.GetSessions(Short);
        var collector = new ClosedSessionCollector<int, long>(sessions);
        await sessions.AppendAsync(
            [.. Enumerable.Range(0, KeyCount).Select(i => new SessionEvent<int>($"key-{i}", i))], TestContext.Current.CancellationToken);
        await clock.AdvanceAsync(TimeSpan.FromSeconds(6));

        Assert.Equal(KeyCount, (await collector.CollectAsync()).Count);
        Assert.Empty(await collector.CollectAsync());
        Assert.Equal(KeyCount, collector.All.Select(session => session.Id).Distinct().Count());
    }
}
