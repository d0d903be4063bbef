using OrleansSessions.Server;

namespace OrleansSessions.PostgreSql.Tests;

public sealed class DelayedCommitTests : IAsyncDisposable
{
    private const int Writers = 8;
    private const int CommitsPerWriter = 40;

    private readonly TestStores stores = new();
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadLog_WritersWhoseCommitsAreDelayedOrUndone_SkipsNothingAndHasNoGap()
    {
        var reading = await stores.OpenAsync();
        var silos = await Task.WhenAll(stores.OpenAsync(), stores.OpenAsync());
        var random = new Random(1);
        foreach (var silo in silos)
        {
            silo.Writer.Seam = async (step, cancellationToken) =>
            {
                int milliseconds;
                lock (random)
                {
                    milliseconds = random.Next(-1, 20);
                }

                if (step == CommitStep.BeforeCommit)
                {
                    if (milliseconds < 0)
                    {
                        throw new InvalidOperationException("Undone on purpose.");
                    }

                    await Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);
                }
            };
        }

        using var finished = new CancellationTokenSource();
        var followers = Enumerable.Range(0, 4).Select(partition => FollowAsync(reading, partition, finished.Token)).ToList();
        var acknowledged = await Task.WhenAll(Enumerable.Range(0, Writers).Select(i => WriteAsync(silos[i % 2], i)));
        await finished.CancelAsync();
        var followed = await Task.WhenAll(followers);

        foreach (var entries in followed)
        {
            Assert.Equal(Enumerable.Range(1, entries.Count).Select(i => (long)i), entries.Select(entry => entry.Position));
        }

        Assert.Equal(
            acknowledged.SelectMany(keys => keys).Order(StringComparer.Ordinal),
            followed.SelectMany(entries => entries).Select(entry => entry.Key.Key).Order(StringComparer.Ordinal));
    }

    public ValueTask DisposeAsync() => stores.DisposeAsync();

    private async Task<List<string>> WriteAsync(PostgreSqlSessionStore store, int writer)
    {
        var acknowledged = new List<string>();
        for (var i = 0; i < CommitsPerWriter; i++)
        {
            // Groups of keys in several partitions, as those of a silo.
            var group = Enumerable.Range(0, 3).Select(n => TestCommits.Create($"{writer}-{i}-{n}", 0, "x", TestCommits.Logged())).ToList();
            try
            {
                Assert.DoesNotContain(SessionCommit.Conflict, await store.CommitAsync(group, token));
                acknowledged.AddRange(group.Select(commit => commit.Key.Key));
            }
            catch (InvalidOperationException)
            {
                // Undone: a reader must not see it.
            }
        }

        return acknowledged;
    }

    private async Task<List<LogEntry>> FollowAsync(PostgreSqlSessionStore store, int partition, CancellationToken finished)
    {
        var entries = new List<LogEntry>();
        var after = 0L;
        while (true)
        {
            // Asked for before reading: what was committed by then is read.
            var isLast = finished.IsCancellationRequested;
            var slice = await store.ReadLogAsync(new LogQuery(partition, after, 5), token);
            entries.AddRange(slice.Entries);
            if (isLast && slice.Through == after)
            {
                return entries;
            }

            after = slice.Through;
        }
    }
}
