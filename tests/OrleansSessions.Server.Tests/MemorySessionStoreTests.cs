namespace OrleansSessions.Server.Tests;

/// <summary>What the memory store does beyond the contract, which the conformance suite checks in the tests of Testing.</summary>
public sealed class MemorySessionStoreTests
{
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1_025, 2_000)]
    [InlineData(16, 15)]
    public void Create_BoundOutsideItsRange_IsRefused(int partitions, int maxLogEntries) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new MemorySessionStore(new MemorySessionStoreOptions { Partitions = partitions, MaxLogEntries = maxLogEntries }));

    [Fact]
    public async Task Open_SiloWithAStoreOfItsOwn_IsRefusedAndSilosOfThisStoreAreNot()
    {
        var store = new MemorySessionStore(new MemorySessionStoreOptions());
        await store.OpenAsync(new StoreOpening("first", []), token);
        await store.OpenAsync(new StoreOpening("second", ["first"]), token);

        var exception = await Assert.ThrowsAsync<SessionException>(
            async () => await store.OpenAsync(new StoreOpening("third", ["first", "stranger"]), token));

        Assert.Contains("stranger", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeyCount_KeysComeAndGo_CountsThoseThatAreThere()
    {
        var store = new MemorySessionStore(new MemorySessionStoreOptions());
        var versions = await store.CommitAsync([.. Enumerable.Range(0, 20).Select(i => Commit($"k{i}", 0, 1))], token);
        await store.CommitAsync([Commit("k3", versions[3], null)], token);

        Assert.Equal(19, store.KeyCount);
    }

    [Fact]
    public async Task ReadDue_MoreKeysOfOneDeadlineThanAsked_GivesAsManyAsAsked()
    {
        var store = new MemorySessionStore(new MemorySessionStoreOptions());
        await store.CommitAsync([.. Enumerable.Range(0, 500).Select(i => Commit($"k{i}", 0, 1))], token);

        var due = await store.ReadDueAsync("s", Watermark.FromTicks(10), 7, token);

        Assert.Equal(7, due.Distinct().Count());
    }

    private static SessionCommit Commit(string key, long expected, byte? state) => new()
    {
        Key = new SessionKey("s", key),
        Partition = new SessionKey("s", key).GetPartition(16),
        ExpectedVersion = expected,
        State = state is { } value ? new[] { value } : default(ReadOnlyMemory<byte>),
        DeadlineTicks = 10,
        Log = [],
    };
}
