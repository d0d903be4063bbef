using Microsoft.Extensions.Time.Testing;
using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql.Tests;

public sealed class RetentionTests : IAsyncDisposable
{
    private readonly FakeTimeProvider time = new(TestCommits.Start);
    private readonly TestStores stores;
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    public RetentionTests() => stores = new TestStores { TimeProvider = time };

    [Fact]
    public async Task Remove_EntriesOlderThanTheAge_AreRemovedAndOthersStay()
    {
        var store = await stores.OpenAsync(options =>
        {
            options.MaxLogAge = TimeSpan.FromHours(1);
            options.RetentionInterval = TimeSpan.FromDays(1);
        });
        var version = await CommitAsync(store, 0, 3);
        time.Advance(TimeSpan.FromMinutes(40));
        version = await CommitAsync(store, version, 2);
        time.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal(0, await store.Retention.RemoveAsync(token));

        time.Advance(TimeSpan.FromTicks(10));
        Assert.Equal(3, await store.Retention.RemoveAsync(token));

        var exception = await Assert.ThrowsAsync<SessionLogTruncatedException>(async () => await ReadAsync(store, 2));
        Assert.Equal((3L, 4L), (exception.Requested, exception.Oldest));
        Assert.Equal([4, 5], (await ReadAsync(store, 3)).Entries.Select(entry => entry.Position));
        Assert.Equal(2L, await stores.ExecuteAsync("select count(*) from {0}.session_log"));

        time.Advance(TimeSpan.FromHours(5));
        Assert.Equal(2, await store.Retention.RemoveAsync(token));
        await CommitAsync(store, version, 1);
        Assert.Equal([6], (await ReadAsync(store, LogQuery.Oldest)).Entries.Select(entry => entry.Position));
    }

    [Fact]
    public async Task Remove_MoreThanOneStep_AreAllRemoved()
    {
        var store = await stores.OpenAsync(options => options.MaxLogEntries = 400);
        var version = await CommitAsync(store, 0, 2_500);

        Assert.Equal(2_400, await store.Retention.RemoveAsync(token));

        await CommitAsync(store, version, 1);
        var slice = await ReadAsync(store, LogQuery.Oldest);
        Assert.Equal((2_401, 2_501), (slice.Entries[0].Position, slice.Entries[^1].Position));
    }

    [Fact]
    public async Task Remove_AnotherSiloIsAtIt_DoesNothing()
    {
        var store = await stores.OpenAsync(options => options.MaxLogEntries = 4);
        await CommitAsync(store, 0, 5);
        await using var other = new Npgsql.NpgsqlConnection(SharedServer.Server.ConnectionString + ";Pooling=false");
        await other.OpenAsync(token);
        await using (var locking = new Npgsql.NpgsqlCommand($"select pg_advisory_lock(hashtextextended('{stores.Schema}.retention', 0))", other))
        {
            await locking.ExecuteNonQueryAsync(token);
        }

        Assert.Equal(0, await store.Retention.RemoveAsync(token));
        await other.CloseAsync();
        await stores.ExecuteAsync($"select pg_advisory_xact_lock(hashtextextended('{stores.Schema}.retention', 0))");
        Assert.Equal(4, await store.Retention.RemoveAsync(token));
    }

    [Fact]
    public async Task Open_RetentionIntervalPasses_RemovesByItself()
    {
        var store = await stores.OpenAsync(options => options.MaxLogEntries = 4);
        await CommitAsync(store, 0, 5);

        // The timer may start after the first advance.
        while ((long)(await stores.ExecuteAsync("select count(*) from {0}.session_log"))! > 1)
        {
            time.Advance(TimeSpan.FromMinutes(1));
            token.ThrowIfCancellationRequested();
        }

        Assert.Equal([5], (await ReadAsync(store, LogQuery.Oldest)).Entries.Select(entry => entry.Position));
    }

    public ValueTask DisposeAsync() => stores.DisposeAsync();

    private static int Partition => TestCommits.Key("a").GetPartition(4);

    private async Task<long> CommitAsync(PostgreSqlSessionStore store, long expected, int entries)
    {
        var log = Enumerable.Range(0, entries).Select(i => TestCommits.Logged()).ToArray();
        return (await store.CommitAsync([TestCommits.Create("a", expected, "x", log)], token))[0];
    }

    private ValueTask<LogSlice> ReadAsync(PostgreSqlSessionStore store, long after) =>
        store.ReadLogAsync(new LogQuery(Partition, after, 10_000), token);
}
