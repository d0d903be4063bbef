using System.Collections.Concurrent;
using OrleansSessions.Server;
using OrleansSessions.Servers;

namespace OrleansSessions.PostgreSql.Tests;

public sealed class ServerRestartTests
{
    private const int Writers = 8;
    private const int CommitsAfterwards = 20;

    private readonly CancellationToken token = TestContext.Current.CancellationToken;
    private readonly ConcurrentDictionary<string, long> acknowledged = [];
    private int failures;

    [Fact]
    public async Task Commit_ServerCrashesAndComesBack_EveryAcknowledgedCommitIsThereAndWorkGoesOn()
    {
        await using var server = await PostgreSqlServer.StartNewAsync();
        await using var stores = new TestStores(server);
        var store = await stores.OpenAsync(options => options.RetryPeriod = TimeSpan.FromMinutes(2));
        using var finished = new CancellationTokenSource();
        var writers = Enumerable.Range(0, Writers).Select(i => WriteAsync(store, i, finished.Token)).ToList();
        for (var crash = 0; crash < 3; crash++)
        {
            await GrowAsync(Writers * CommitsAfterwards);
            await server.StopAsync(isCrash: true);
            await server.StartAsync();
        }

        await GrowAsync(Writers * CommitsAfterwards);
        await finished.CancelAsync();
        await Task.WhenAll(writers);

        // Not more than was under way at each crash, and what waited in the pool.
        Assert.InRange(failures, 0, 3 * (Writers + 8));
        var logged = new Dictionary<string, int>();
        for (var partition = 0; partition < store.Partitions; partition++)
        {
            var slice = await store.ReadLogAsync(new LogQuery(partition, 0, int.MaxValue), token);
            Assert.Equal(Enumerable.Range(1, slice.Entries.Count).Select(i => (long)i), slice.Entries.Select(entry => entry.Position));
            foreach (var entry in slice.Entries)
            {
                logged[entry.Key.Key] = logged.GetValueOrDefault(entry.Key.Key) + 1;
            }
        }

        Assert.All(acknowledged.Keys, key => Assert.Equal(1, logged[key]));
        foreach (var (key, version) in acknowledged)
        {
            Assert.Equal(version, (await store.LoadAsync(TestCommits.Key(key), token)).Version);
        }
    }

    [Fact]
    public async Task Commit_ServerIsAway_IsRefusedInBoundedTimeAndReadsWaitUntilItIsBack()
    {
        await using var server = await PostgreSqlServer.StartNewAsync();
        await using var stores = new TestStores(server);
        var impatient = await stores.OpenAsync(options => options.RetryPeriod = TimeSpan.FromMilliseconds(200));
        var patient = await stores.OpenAsync(options => options.RetryPeriod = TimeSpan.FromMinutes(2));
        var version = (await patient.CommitAsync([TestCommits.Create("a", 0, "x")], token))[0];
        await server.StopAsync(isCrash: false);

        await Assert.ThrowsAsync<SessionException>(async () => await impatient.CommitAsync([TestCommits.Create("b", 0, "x")], token));
        var loading = patient.LoadAsync(TestCommits.Key("a"), token).AsTask();
        await Assert.ThrowsAsync<SessionException>(async () => await impatient.LoadAsync(TestCommits.Key("a"), token));
        Assert.False(loading.IsCompleted);

        await server.StartAsync();
        Assert.Equal(version, (await loading).Version);
        Assert.Equal(0, (await impatient.LoadAsync(TestCommits.Key("b"), token)).Version);
    }

    [Fact]
    public async Task WaitForLog_ServerCrashesAndComesBack_SeesCommitsOfOtherSilosAgain()
    {
        await using var server = await PostgreSqlServer.StartNewAsync();
        await using var stores = new TestStores(server);
        var waiting = await stores.OpenAsync(options => options.RetryPeriod = TimeSpan.FromMilliseconds(200));
        var committing = await stores.OpenAsync(options => options.RetryPeriod = TimeSpan.FromMinutes(2));
        var wait = waiting.WaitForLogAsync(TestCommits.Key("a").GetPartition(4), 0, token).AsTask();
        await server.StopAsync(isCrash: true);
        await server.StartAsync();
        var version = 0L;
        while (version == 0)
        {
            try
            {
                version = (await committing.CommitAsync([TestCommits.Create("a", 0, "x", TestCommits.Logged())], token))[0];
            }
            catch (SessionException)
            {
                // It was lost with the connection, before it was begun: the server had crashed before.
            }
        }

        await wait;
        Assert.True(version > 0);
    }

    // Each writer has keys of its own. A failed commit may have been stored: its key is not used again.
    private async Task WriteAsync(PostgreSqlSessionStore store, int writer, CancellationToken finished)
    {
        for (var i = 0; !finished.IsCancellationRequested; i++)
        {
            var key = $"{writer}-{i}";
            try
            {
                acknowledged[key] = (await store.CommitAsync([TestCommits.Create(key, 0, "x", TestCommits.Logged())], token))[0];
            }
            catch (SessionException)
            {
                Interlocked.Increment(ref failures);
            }
        }
    }

    private async Task GrowAsync(int by)
    {
        var target = acknowledged.Count + by;
        while (acknowledged.Count < target)
        {
            token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
