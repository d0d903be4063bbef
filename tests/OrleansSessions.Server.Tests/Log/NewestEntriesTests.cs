namespace OrleansSessions.Server.Tests;

public sealed class NewestEntriesTests
{
    private static readonly LogSelection Late = new("visits", LogKind.Late);

    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions { MaxLogEntries = 200_000 });
    private readonly Dictionary<SessionKey, long> versions = [];

    [Fact]
    public async Task ReadNewest_MoreThanTheLimit_GivesTheNewestOfEachPartitionAndMovesToTheEnd()
    {
        await AppendAsync("visits", "ann", 5);
        var cursor = LogCursor.Oldest(store.Partitions);

        var newest = await new LogReader(store, TimeProvider.System).ReadNewestAsync(Late, cursor, 2, CancellationToken.None);

        Assert.Equal([5, 4], newest.Entries.Select(entry => entry.Position));
        Assert.True(newest.IsComplete);
        Assert.Empty((await new LogReader(store, TimeProvider.System).ReadNewestAsync(Late, cursor, 2, CancellationToken.None)).Entries);
        await AppendAsync("visits", "ann", 1);
        Assert.Equal([6], (await new LogReader(store, TimeProvider.System).ReadNewestAsync(Late, cursor, 2, CancellationToken.None)).Entries.Select(entry => entry.Position));
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(5_000, false)]
    public async Task ReadNewest_BehindEntriesOfOthers_LooksBackSoFarAndSaysSo(int others, bool isFound)
    {
        await AppendAsync("visits", "ann", 1);
        await AppendAsync("other", InPartitionOf("ann", "other"), others);

        var newest = await new LogReader(store, TimeProvider.System).ReadNewestAsync(Late, LogCursor.Oldest(store.Partitions), 10, CancellationToken.None);

        Assert.Equal((isFound ? 1 : 0, isFound), (newest.Entries.Count, newest.IsComplete));
    }

    [Fact]
    public async Task ReadNewest_OfAKey_PassesByOthersOfItsPartition()
    {
        await AppendAsync("visits", "ann", 3);
        await AppendAsync("visits", InPartitionOf("ann", "visits"), 5_000);

        var newest = await new LogReader(store, TimeProvider.System).ReadNewestAsync(Late with { Key = "ann" }, LogCursor.Oldest(store.Partitions), 2, CancellationToken.None);

        Assert.Equal([3, 2], newest.Entries.Select(entry => entry.Position));
        Assert.All(newest.Entries, entry => Assert.Equal("ann", entry.Key.Key));
    }

    [Fact]
    public async Task ReadNewest_MoreThanRetentionHasKept_GivesWhatIsLeft()
    {
        var small = new MemorySessionStore(new MemorySessionStoreOptions { MaxLogEntries = store.Partitions * 4 });
        await AppendAsync(small, "visits", "ann", 10);

        var newest = await new LogReader(small, TimeProvider.System).ReadNewestAsync(Late, LogCursor.Oldest(store.Partitions), 8, CancellationToken.None);

        Assert.Equal([10, 9, 8, 7], newest.Entries.Select(entry => entry.Position));
        Assert.True(newest.IsComplete);
    }

    private Task AppendAsync(string sessionizer, string key, int count) => AppendAsync(store, sessionizer, key, count);

    private async Task AppendAsync(MemorySessionStore to, string sessionizer, string key, int count)
    {
        var named = new SessionKey(sessionizer, key);
        var stored = await to.CommitAsync(
            [
                new SessionCommit
                {
                    Key = named,
                    Partition = named.GetPartition(to.Partitions),
                    ExpectedVersion = versions.GetValueOrDefault(named),
                    State = new byte[] { 1 },
                    DeadlineTicks = 1,
                    Log = [.. Enumerable.Range(0, count).Select(_ => new LogRecord(LogKind.Late, new byte[] { 1 }, null))],
                },
            ],
            CancellationToken.None);
        versions[named] = Assert.Single(stored);
    }

    private string InPartitionOf(string key, string sessionizer)
    {
        var partition = new SessionKey("visits", key).GetPartition(store.Partitions);
        return Enumerable.Range(0, 1_000).Select(i => $"other {i}").First(other => new SessionKey(sessionizer, other).GetPartition(store.Partitions) == partition);
    }
}
