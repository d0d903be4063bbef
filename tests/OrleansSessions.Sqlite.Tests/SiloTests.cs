using OrleansSessions.Servers;
using OrleansSessions.Testing;

namespace OrleansSessions.Sqlite.Tests;

public sealed class SiloTests : IDisposable
{
    private readonly TempFolder folder = new();
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Silo_Restarted_OpenSessionGoesOnAndTheLogToo()
    {
        var clock = new SessionTestClock();
        SessionCursor cursor;
        await using (var before = await SqliteCluster.StartAsync(clock, () => folder["store.db"]))
        {
            await before.Sessions.AppendAsync([new("closed", 1), new("closed", 2)], token);
            await clock.AdvanceAsync(SqliteCluster.Gap * 2);
            await before.Sessions.AppendAsync([new("open", 3)], token);
            var page = await before.Sessions.ReadClosedPageAsync(SessionCursor.Beginning, 10, cancellationToken: token);
            Assert.Equal(3, Assert.Single(page.Items).Result);
            cursor = page.Next;
        }

        await using var after = await SqliteCluster.StartAsync(clock, () => folder["store.db"]);
        Assert.Equal(3, Assert.Single(await after.Sessions.GetOpenAsync("open")).Result);
        await after.Sessions.AppendAsync([new("open", 4)], token);
        await clock.AdvanceAsync(SqliteCluster.Gap * 2);

        var rest = await after.Sessions.ReadClosedPageAsync(cursor, 10, cancellationToken: token);
        var closed = Assert.Single(rest.Items);
        Assert.Equal(("open", 7m, 2L), (closed.Key, closed.Result, closed.Count));
        var all = new ClosedSessionCollector<int, decimal>(after.Sessions);
        Assert.Equal(2, (await all.CollectAsync()).Count);
    }

    [Fact]
    public async Task Silo_RestartedAndNoEventComes_OpenSessionCloses()
    {
        var clock = new SessionTestClock();
        await using (var before = await SqliteCluster.StartAsync(clock, () => folder["store.db"]))
        {
            await before.Sessions.AppendAsync([new("open", 3)], token);
        }

        await using var after = await SqliteCluster.StartAsync(clock, () => folder["store.db"]);
        await clock.AdvanceAsync(SqliteCluster.Gap * 2);

        var page = await after.Sessions.ReadClosedPageAsync(SessionCursor.Beginning, 10, cancellationToken: token);
        Assert.Equal(3, Assert.Single(page.Items).Result);
    }

    [Theory]
    [InlineData("store.db", "A SQLite store serves one silo")]
    [InlineData("other.db", "A SQLite store serves one silo")]
    public async Task Silo_SecondInTheCluster_IsRefused(string second, string reason)
    {
        var path = folder["store.db"];
        await using var cluster = await SqliteCluster.StartAsync(new SessionTestClock(), () => path);
        path = folder[second];

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => cluster.Cluster.StartAdditionalSiloAsync());

        Assert.Contains(reason, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_OptionOutsideItsRange_DoesNotStart()
    {
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => SqliteCluster.StartAsync(new SessionTestClock(), () => " "));

        Assert.Contains("SqliteSessionStoreOptions.Path must name a file", exception.ToString(), StringComparison.Ordinal);
    }
}
