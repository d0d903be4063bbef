using System.Diagnostics;
using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>Sessions whose scanner has gone. Ticks are so far apart that none comes in any of these tests.</summary>
public sealed class OrphanTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly SessionName<int, long> Name = new("rarely-scanned");

    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions());
    private readonly SessionTestClock clock = new();

    [Fact]
    public async Task SiloDies_SessionIsDue_ClosesAtOnce()
    {
        await using var silos = await StartAsync(2);
        var sessions = silos.GetSessions(Name);
        await SessionSilos.AppendOnAsync(silos.Cluster.Silos[1], sessions, new("orphan", 1));
        await clock.AdvanceAsync(Gap);

        await silos.Cluster.KillSiloAsync(silos.Cluster.Silos[1], TestContext.Current.CancellationToken);

        await AssertClosesAsync(sessions);
    }

    [Fact]
    public async Task SiloDies_SessionIsNotYetDue_ReminderClosesIt()
    {
        await using var silos = await StartAsync(2);
        var start = clock.Now;
        var sessions = silos.GetSessions(Name);
        await SessionSilos.AppendOnAsync(silos.Cluster.Silos[1], sessions, new("orphan", 1));
        await silos.Cluster.KillSiloAsync(silos.Cluster.Silos[1], TestContext.Current.CancellationToken);

        await clock.AdvanceAsync(Gap / 2);
        Assert.Empty(await ReadAsync(sessions, TimeSpan.Zero));
        await clock.AdvanceAsync(Gap);

        // Race: a reminder that another silo takes over while the clock moves is next due a period later.
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < Patience && await ReadAsync(sessions, TimeSpan.FromMilliseconds(200)) is { Count: 0 })
        {
            await clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        Assert.InRange(clock.Now, start, start + TimeSpan.FromMinutes(59));
        await AssertClosesAsync(sessions);
    }

    [Fact]
    public async Task ClusterStarts_SessionBecameDueMeanwhile_ClosesAtOnce()
    {
        await using (var before = await StartAsync(1))
        {
            await before.GetSessions(Name).AppendAsync([new("orphan", 1)], TestContext.Current.CancellationToken);
        }

        await clock.AdvanceAsync(Gap);
        await using var after = await StartAsync(1);

        await AssertClosesAsync(after.GetSessions(Name));
    }

    private static async Task AssertClosesAsync(ISessionClient<int, long> sessions)
    {
        var closed = Assert.Single(await ReadAsync(sessions, Patience));
        Assert.Equal(("orphan", CloseReason.Gap), (closed.Key, closed.Reason));
    }

    private static async Task<IReadOnlyList<ClosedSession<long>>> ReadAsync(ISessionClient<int, long> sessions, TimeSpan wait) =>
        (await sessions.ReadClosedPageAsync(SessionCursor.Beginning, 10, wait, TestContext.Current.CancellationToken)).Items;

    private Task<SessionSilos> StartAsync(int count) => SessionSilos.StartAsync(count, store, clock, sessions =>
        sessions.AddSessionizer(Name, SessionAggregators.Count<int>()).Configure(options =>
        {
            options.Gap = Gap;
            options.ScanInterval = TimeSpan.FromHours(1);
        }));
}
