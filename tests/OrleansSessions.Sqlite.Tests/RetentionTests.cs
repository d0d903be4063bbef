using Microsoft.Extensions.Time.Testing;
using OrleansSessions.Server;
using OrleansSessions.Servers;

namespace OrleansSessions.Sqlite.Tests;

public sealed class RetentionTests : IDisposable
{
    private static readonly LogQuery Oldest = new(0, LogQuery.Oldest, int.MaxValue);

    private readonly TempFolder folder = new();
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    private SqliteSessionStoreOptions Options => new() { Path = folder["store.db"], Partitions = 1 };

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Commit_LogIsAtItsBound_OldestGoAsNewestCome()
    {
        var options = Options;
        options.MaxLogEntries = 50;
        await using var store = await Stores.OpenAsync(options, time);
        for (var i = 0; i < 30; i++)
        {
            await AppendAsync(store, 10);
        }

        var entries = (await store.ReadLogAsync(Oldest, token)).Entries;
        Assert.Equal(Enumerable.Range(251, 50), entries.Select(entry => (int)entry.Position));
        var exception = await Assert.ThrowsAsync<SessionLogTruncatedException>(
            async () => await store.ReadLogAsync(new LogQuery(0, 249, 10), token));
        Assert.Equal((250, 251), (exception.Requested, exception.Oldest));
    }

    [Fact]
    public async Task Open_WithALowerBound_BacklogGoesInSteps()
    {
        await using (var before = await Stores.OpenAsync(Options, time))
        {
            await AppendAsync(before, 5_000);
        }

        var options = Options;
        options.MaxLogEntries = 100;
        await using var store = await Stores.OpenAsync(options, time);
        Assert.True(await store.File.Writer.RunAsync(session => session.Trim(0)));
        Assert.Equal(1_001, (await store.ReadLogAsync(Oldest, token)).Entries[0].Position);

        await store.File.ApplyRetentionAsync();

        Assert.Equal(4_901, (await store.ReadLogAsync(Oldest, token)).Entries[0].Position);
    }

    [Fact]
    public async Task Time_EntryGetsTooOld_IsRemovedWithoutAnyCommit()
    {
        var options = Options;
        options.MaxLogAge = TimeSpan.FromHours(1);
        await using var store = await Stores.OpenAsync(options, time);
        await AppendAsync(store, 3);
        time.Advance(TimeSpan.FromMinutes(30));
        await AppendAsync(store, 2);

        await AdvanceAsync(store, TimeSpan.FromMinutes(30));
        Assert.Equal(5, (await store.ReadLogAsync(Oldest, token)).Entries.Count);

        await AdvanceAsync(store, TimeSpan.FromMinutes(1));
        Assert.Equal([4L, 5], (await store.ReadLogAsync(Oldest, token)).Entries.Select(entry => entry.Position));

        await AdvanceAsync(store, TimeSpan.FromHours(1));
        Assert.Empty((await store.ReadLogAsync(Oldest, token)).Entries);
        Assert.Equal(5, await store.GetLogEndAsync(0, token));
        await AppendAsync(store, 1);
        Assert.Equal([6L], (await store.ReadLogAsync(Oldest, token)).Entries.Select(entry => entry.Position));
    }

    // The tick leaves its work to the writer at once; what is written afterwards comes behind it.
    private async Task AdvanceAsync(SqliteSessionStore store, TimeSpan by)
    {
        time.Advance(by);
        await store.SaveCheckpointAsync("after the tick", 0, 1, token);
    }

    private async Task AppendAsync(SqliteSessionStore store, int count)
    {
        var log = Enumerable.Repeat<ReadOnlyMemory<byte>>(new byte[] { 1 }, count).ToArray();
        await store.CommitAsync([Stores.Commit("k", 0, default, 1, log)], token);
    }
}
