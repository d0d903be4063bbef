namespace OrleansSessions.Server.Tests;

public sealed class MemorySessionStoreTests
{
    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions { Partitions = 2, MaxLogEntries = 6 });
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commit_ExpectedVersion_StoresAndVersionsGrow()
    {
        var first = await CommitAsync("a", 0, state: 1);
        var second = await CommitAsync("a", first, state: 2);

        Assert.True(second > first);
        var stored = await store.LoadAsync(Key("a"), token);
        Assert.Equal(second, stored.Version);
        Assert.Equal([2], stored.State.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public async Task Commit_OtherVersion_IsAConflictAndChangesNothing(long expected)
    {
        var version = await CommitAsync("a", 0, state: 1);

        Assert.Equal(SessionCommit.Conflict, await CommitAsync("a", expected, state: 2, logged: 1));

        Assert.Equal(version, (await store.LoadAsync(Key("a"), token)).Version);
        Assert.Equal(0, await store.GetLogEndAsync(PartitionOf("a"), token));
    }

    [Fact]
    public async Task Commit_AfterRemoval_VersionDoesNotComeBack()
    {
        var before = await CommitAsync("a", 0, state: 1);
        Assert.Equal(0, await CommitAsync("a", before, state: null));
        Assert.Equal(0, (await store.LoadAsync(Key("a"), token)).Version);

        var after = await CommitAsync("a", 0, state: 1);

        Assert.True(after > before);
        Assert.Equal(SessionCommit.Conflict, await CommitAsync("a", before, state: 2));
    }

    [Fact]
    public async Task Commit_GroupWithAConflict_OthersAreStored()
    {
        await CommitAsync("a", 0, state: 1);

        var versions = await store.CommitAsync([Commit("a", 0, 9, 0), Commit("b", 0, 2, 0)], token);

        Assert.Equal(SessionCommit.Conflict, versions[0]);
        Assert.Equal(versions[1], (await store.LoadAsync(Key("b"), token)).Version);
    }

    [Fact]
    public async Task ReadLog_AfterAPosition_GivesEntriesInOrderWithoutGaps()
    {
        var version = await CommitAsync("a", 0, state: 1, logged: 2);
        await CommitAsync("a", version, state: 2, logged: 1);

        var slice = await store.ReadLogAsync(new LogQuery(PartitionOf("a"), 1, 10), token);

        Assert.Equal([2, 3], slice.Entries.Select(entry => entry.Position));
        Assert.Equal(3, slice.Through);
        Assert.Equal(3, await store.GetLogEndAsync(PartitionOf("a"), token));
    }

    [Fact]
    public async Task ReadLog_OtherSessionizerOrKind_LooksThroughButGivesNothing()
    {
        await CommitAsync("a", 0, state: 1, logged: 2);

        var other = await store.ReadLogAsync(new LogQuery(PartitionOf("a"), 0, 10) { Sessionizer = "other" }, token);
        var late = await store.ReadLogAsync(new LogQuery(PartitionOf("a"), 0, 10) { Kind = LogKind.Late }, token);

        Assert.Empty(other.Entries);
        Assert.Equal(2, other.Through);
        Assert.Empty(late.Entries);
    }

    [Fact]
    public async Task ReadLog_WhatRetentionRemoved_NamesTheOldest()
    {
        await CommitAsync("a", 0, state: 1, logged: 5);

        var exception = await Assert.ThrowsAsync<SessionLogTruncatedException>(
            async () => await store.ReadLogAsync(new LogQuery(PartitionOf("a"), 0, 10), token));

        Assert.Equal(1, exception.Requested);
        Assert.Equal(3, exception.Oldest);
        var oldest = await store.ReadLogAsync(new LogQuery(PartitionOf("a"), LogQuery.Oldest, 10), token);
        Assert.Equal([3, 4, 5], oldest.Entries.Select(entry => entry.Position));
    }

    [Fact]
    public async Task WaitForLog_EntryIsAppended_Returns()
    {
        var waiting = store.WaitForLogAsync(PartitionOf("a"), 0, token).AsTask();
        Assert.False(waiting.IsCompleted);

        await CommitAsync("a", 0, state: 1, logged: 1);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), token);
    }

    [Fact]
    public async Task ReadDue_DeadlineMovedOrKeyRemoved_GivesOnlyWhatIsDue()
    {
        await CommitAsync("soon", 0, state: 1, deadline: 10);
        var moved = await CommitAsync("moved", 0, state: 1, deadline: 10);
        await CommitAsync("moved", moved, state: 1, deadline: 30);
        var earlier = await CommitAsync("earlier", 0, state: 1, deadline: 40);
        await CommitAsync("earlier", earlier, state: 1, deadline: 15);
        var removed = await CommitAsync("removed", 0, state: 1, deadline: 10);
        await CommitAsync("removed", removed, state: null);

        for (var reading = 0; reading < 2; reading++)
        {
            var due = await store.ReadDueAsync("s", Watermark.FromTicks(20), 10, token);
            Assert.Equal(["earlier", "soon"], due.Order(StringComparer.Ordinal));
        }

        Assert.Equal(3, (await store.ReadDueAsync("s", Watermark.FromTicks(30), 10, token)).Count);
        Assert.Empty(await store.ReadDueAsync("other", Watermark.End, 10, token));
    }

    [Fact]
    public async Task SaveCheckpoint_OlderThanStored_ChangesNothing()
    {
        Assert.Null(await store.LoadCheckpointAsync("c", 1, token));
        await store.SaveCheckpointAsync("c", 1, 7, token);
        await store.SaveCheckpointAsync("c", 1, 5, token);
        Assert.Equal(7, await store.LoadCheckpointAsync("c", 1, token));
    }

    [Fact]
    public async Task SaveRecord_OtherVersion_IsAConflictAndChangesNothing()
    {
        Assert.Equal(default, await store.LoadRecordAsync("r", token));
        var first = await store.SaveRecordAsync("r", 0, new byte[] { 1 }, token);
        Assert.Equal(SessionCommit.Conflict, await store.SaveRecordAsync("r", 0, new byte[] { 2 }, token));
        Assert.Equal(SessionCommit.Conflict, await store.SaveRecordAsync("other", first, new byte[] { 2 }, token));
        var second = await store.SaveRecordAsync("r", first, new byte[] { 3 }, token);

        Assert.True(second > first);
        var stored = await store.LoadRecordAsync("r", token);
        Assert.Equal(second, stored.Version);
        Assert.Equal([3], stored.Value.ToArray());
    }

    [Fact]
    public async Task DeleteKey_WithStateAndLog_LeavesHolesThatReadersPass()
    {
        var version = await CommitAsync("a", 0, state: 1, logged: 2);
        var neighbour = Enumerable.Range(0, 100).Select(i => $"n{i}").First(key => PartitionOf(key) == PartitionOf("a"));
        await CommitAsync(neighbour, 0, state: 1, logged: 1);

        await store.DeleteKeyAsync(Key("a"), token);

        Assert.Equal(0, (await store.LoadAsync(Key("a"), token)).Version);
        var slice = await store.ReadLogAsync(new LogQuery(PartitionOf("a"), 0, 10), token);
        Assert.Equal([3], slice.Entries.Select(entry => entry.Position));
        Assert.Equal(SessionCommit.Conflict, await CommitAsync("a", version, state: 2));
        Assert.Equal([neighbour], await store.ReadDueAsync("s", Watermark.End, 10, token));
    }

    [Fact]
    public async Task ReadDue_KeySetAside_IsNeverDueUntilItHasADeadlineAgain()
    {
        var version = await CommitAsync("a", 0, state: 1, deadline: 10);
        version = await CommitAsync("a", version, state: 1, deadline: null);
        Assert.Empty(await store.ReadDueAsync("s", Watermark.End, 10, token));

        await CommitAsync("a", version, state: 1, deadline: 10);
        Assert.Equal(["a"], await store.ReadDueAsync("s", Watermark.FromTicks(10), 10, token));
    }

    [Fact]
    public async Task ReadGreatestOpenEnd_SeveralKeys_IsTheGreatestOfThatSessionizer()
    {
        Assert.Equal(0, await store.ReadGreatestOpenEndAsync("s", token));
        await store.CommitAsync([Commit("a", 0, 1, 0, openEnd: 5), Commit("b", 0, 1, 0, openEnd: 9), Commit("c", 0, 1, 0)], token);

        Assert.Equal(9, await store.ReadGreatestOpenEndAsync("s", token));
        Assert.Equal(0, await store.ReadGreatestOpenEndAsync("other", token));
    }

    private static SessionKey Key(string key) => new("s", key);

    private static int PartitionOf(string key) => Key(key).GetPartition(2);

    private static SessionCommit Commit(string key, long expected, byte? state, int logged, long? deadline = 10, long openEnd = 0) => new()
    {
        Key = Key(key),
        Partition = PartitionOf(key),
        ExpectedVersion = expected,
        State = state is { } value ? new[] { value } : default(ReadOnlyMemory<byte>),
        DeadlineTicks = deadline,
        OpenEndTicks = openEnd,
        Log = [.. Enumerable.Range(0, logged).Select(i => new LogRecord(LogKind.Closed, new[] { (byte)i }, null))],
    };

    private async Task<long> CommitAsync(string key, long expected, byte? state, int logged = 0, long? deadline = 10) =>
        (await store.CommitAsync([Commit(key, expected, state, logged, deadline)], token))[0];
}
