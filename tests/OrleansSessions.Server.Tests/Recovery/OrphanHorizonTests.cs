using OrleansSessions.Testing;

namespace OrleansSessions.Server.Tests;

/// <summary>When the store is asked for sessions that no scanner knows. Ticks are so far apart that none comes in these tests.</summary>
public sealed class OrphanHorizonTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(20);
    private static readonly SessionName<int, long> Name = new("orphaned");

    private readonly SessionTestClock clock = new();

    [Fact]
    public async Task AdvanceWatermark_NoSessionIsUnknown_DoesNotAskTheStore()
    {
        var store = new OverdueStore();
        await using var silos = await StartAsync(1, store);
        var sessions = silos.GetSessions(Name);
        var t = clock.Now;
        await AdvanceAsync(sessions, t);
        var asked = store.Asked;

        await AppendAsync(sessions, "a", t);
        await AppendAsync(sessions, "b", t + Gap);
        await AdvanceAsync(sessions, t + Gap, "a");
        await AdvanceAsync(sessions, t + (2 * Gap), "a", "b");
        Assert.Equal(asked, store.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AdvanceWatermark_SessionsOfBeforeTheStart_ClosesEachBeforeItAnswers(bool hidesGreatestEnd)
    {
        var store = new OverdueStore { HidesGreatestEnd = hidesGreatestEnd };
        var t = clock.Now;
        await using (var before = await StartAsync(1, store))
        {
            await AppendAsync(before.GetSessions(Name), "a", t);
            await AppendAsync(before.GetSessions(Name), "b", t + (2 * Gap));
        }

        await using var after = await StartAsync(1, store);
        var sessions = after.GetSessions(Name);

        await AdvanceAsync(sessions, t);
        await AdvanceAsync(sessions, t + Gap, "a");
        await AdvanceAsync(sessions, t + (3 * Gap), "a", "b");
    }

    [Fact]
    public async Task AdvanceWatermark_SiloHasDiedSinceNoneWasUnknown_ClosesItsSessionsBeforeItAnswers()
    {
        await using var silos = await StartAsync(2, new OverdueStore());
        var sessions = silos.GetSessions(Name);
        var t = clock.Now;
        await AdvanceAsync(sessions, t);
        await SessionSilos.AppendOnAsync(silos.Cluster.Silos[1], sessions, new("a", 1, t));

        await silos.Cluster.KillSiloAsync(silos.Cluster.Silos[1], TestContext.Current.CancellationToken);
        await AdvanceAsync(sessions, t + Gap - TimeSpan.FromTicks(1));

        await AdvanceAsync(sessions, t + Gap, "a");
    }

    [Fact]
    public async Task AdvanceWatermark_SessionWasStoredAndNobodyWasTold_ClosesAMinuteLater()
    {
        var (store, elsewhere) = (new OverdueStore(), new OverdueStore());
        var t = clock.Now;
        await using (var other = await StartAsync(1, elsewhere))
        {
            await AppendAsync(other.GetSessions(Name), "a", t);
        }

        await using var silos = await StartAsync(1, store);
        var sessions = silos.GetSessions(Name);
        await AdvanceAsync(sessions, t);
        await CopyAsync(elsewhere, store, "a", t + Gap);

        await clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        await AdvanceAsync(sessions, t + Gap, "a");
    }

    private static async Task CopyAsync(OverdueStore from, OverdueStore to, string key, DateTimeOffset end)
    {
        var copied = new SessionKey(Name.Value, key);
        var stored = await from.LoadAsync(copied, TestContext.Current.CancellationToken);
        var versions = await to.CommitAsync(
            [
                new SessionCommit
                {
                    Key = copied,
                    Partition = copied.GetPartition(to.Partitions),
                    ExpectedVersion = 0,
                    State = stored.State,
                    DeadlineTicks = end.UtcTicks,
                    OpenEndTicks = end.UtcTicks,
                    Log = [],
                }
            ],
            TestContext.Current.CancellationToken);
        Assert.True(versions[0] > 0);
    }

    private static async Task AppendAsync(ISessionClient<int, long> sessions, string key, DateTimeOffset time)
    {
        var result = await sessions.AppendAsync([new(key, 1, time)], TestContext.Current.CancellationToken);
        Assert.Equal(1, result.Accepted);
    }

    // What has closed by the answer, not a moment later.
    private static async Task AdvanceAsync(ISessionClient<int, long> sessions, DateTimeOffset watermark, params string[] closed)
    {
        await sessions.AdvanceWatermarkAsync(Watermark.At(watermark));
        var page = await sessions.ReadClosedPageAsync(SessionCursor.Beginning, 10, TimeSpan.Zero, TestContext.Current.CancellationToken);
        Assert.Equal(closed, page.Items.Select(session => session.Key).Order());
    }

    private Task<SessionSilos> StartAsync(int count, ISessionStore store) => SessionSilos.StartAsync(count, store, clock, sessions =>
        sessions.AddSessionizer(Name, SessionAggregators.Count<int>()).Configure(options =>
        {
            options.Gap = Gap;
            options.Clock = SessionClock.EventTime;
            options.ScanInterval = TimeSpan.FromHours(1);
        }));
}
