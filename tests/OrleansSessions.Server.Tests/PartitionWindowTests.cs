using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using Orleans.Streams;

namespace OrleansSessions.Server.Tests;

public sealed class PartitionWindowTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions { Partitions = 1 });
    private readonly PartitionWindow window = new();
    private readonly PartitionReceiver receiver;
    private readonly CancellationToken token = TestContext.Current.CancellationToken;

    public PartitionWindowTests() => receiver = CreateReceiver(TimeProvider.System);

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Cursor_OfOneStream_GetsItsEntriesInOrder()
    {
        await AppendAsync("a", 3);
        await AppendAsync("b", 2);
        await AppendAsync("a", 1);

        await receiver.GetQueueMessagesAsync(1, token);
        var cursor = CreateCursor("a");

        Assert.Equal([1, 2, 3, 6], Take(cursor));
        Assert.Empty(Take(cursor));
    }

    [Fact]
    public async Task Checkpoint_OneConsumerBehind_WaitsForIt()
    {
        await AppendAsync("a", 2);
        await AppendAsync("b", 2);
        await receiver.GetQueueMessagesAsync(1, token);
        var (a, b) = (CreateCursor("a"), CreateCursor("b"));

        Take(b);
        window.TryPurgeFromCache(out _);
        Assert.Equal(0, window.Checkpoint);

        Take(a);
        Assert.True(window.TryPurgeFromCache(out _));
        Assert.Equal(4, window.Checkpoint);
    }

    [Fact]
    public async Task Shutdown_BatchAcknowledgedButNotMovedPast_CountsAsTaken()
    {
        await AppendAsync("a", 2);
        await receiver.GetQueueMessagesAsync(1, token);
        var cursor = CreateCursor("a");
        Assert.Equal(QueueCacheCursorMoveResult.Success, cursor.MoveNextWithResult());

        window.UpdateDeliveryProgress(cursor.GetCurrent(out _)!.SequenceToken, default);
        await receiver.Shutdown(TimeSpan.Zero, token);

        Assert.Equal(2, await store.LoadCheckpointAsync("stream", 0, token));
    }

    [Fact]
    public async Task MessagesDelivered_AgainWithinASecond_SavesThatLater()
    {
        var clock = new FakeTimeProvider();
        var (reading, cursor) = (CreateReceiver(clock), CreateCursor("a"));
        await DeliverAsync(reading, cursor);
        Assert.Equal(1, await store.LoadCheckpointAsync("stream", 0, token));

        clock.Advance(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1));
        await DeliverAsync(reading, cursor);
        Assert.Equal(1, await store.LoadCheckpointAsync("stream", 0, token));

        clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(window.TryPurgeFromCache(out _));
        await reading.MessagesDeliveredAsync([], token);
        Assert.Equal(2, await store.LoadCheckpointAsync("stream", 0, token));
        Assert.False(window.TryPurgeFromCache(out _));
    }

    [Fact]
    public async Task Shutdown_WithinASecondOfACheckpoint_SavesWhatCameMeanwhile()
    {
        var (reading, cursor) = (CreateReceiver(new FakeTimeProvider()), CreateCursor("a"));
        await DeliverAsync(reading, cursor);
        await DeliverAsync(reading, cursor);

        await reading.Shutdown(TimeSpan.Zero, token);

        Assert.Equal(2, await store.LoadCheckpointAsync("stream", 0, token));
    }

    [Fact]
    public async Task Stream_WhoseConsumerDoesNotGetOn_OthersReadOnAndItMissesNothing()
    {
        const int Rounds = 40;
        const int PerRound = 300;
        var (stuck, running) = (CreateCursor("stuck"), CreateCursor("running"));
        var taken = 0;
        for (var round = 0; round < Rounds; round++)
        {
            await AppendAsync("stuck", PerRound);
            await AppendAsync("running", PerRound);
            await ReadAllAsync();
            taken += Take(running).Count;
            window.TryPurgeFromCache(out _);
        }

        Assert.Equal(Rounds * PerRound, taken);
        Assert.True(window.AnyBehind);
        Assert.Equal(0, window.Checkpoint);

        var caughtUp = new List<long>();
        while (caughtUp.Count < Rounds * PerRound)
        {
            var more = Take(stuck);
            window.TryPurgeFromCache(out _);
            await receiver.GetQueueMessagesAsync(1, token);
            Assert.True(more.Count > 0 || window.AnyBehind, $"Stuck after {caughtUp.Count} entries.");
            caughtUp.AddRange(more);
        }

        Assert.Equal(caughtUp.Order(), caughtUp);
        Assert.Equal(Rounds * PerRound, caughtUp.Distinct().Count());
        Take(stuck);
        window.TryPurgeFromCache(out _);
        Assert.Equal(2 * Rounds * PerRound, window.Checkpoint);
    }

    [Fact]
    public async Task Cursor_AtATokenAlreadyTaken_GoesBackInTheLog()
    {
        await AppendAsync("a", 5);
        await receiver.GetQueueMessagesAsync(1, token);
        Take(CreateCursor("a"));
        window.TryPurgeFromCache(out _);

        var again = CreateCursor("a", 3);
        await receiver.GetQueueMessagesAsync(1, token);

        Assert.Equal([3, 4, 5], Take(again));
    }

    // What the agent does when a consumer says what it has taken, from whatever agent: it moves once without delivering.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Cursor_MovedToWhatTheConsumerHasTaken_PassesOverNothingElse(int takenThrough)
    {
        await AppendAsync("a", 2);
        await receiver.GetQueueMessagesAsync(1, token);
        await AppendAsync("a", 5);
        await receiver.GetQueueMessagesAsync(1, token);

        var cursor = CreateCursor("a", takenThrough);
        cursor.MoveNextWithResult();

        Assert.Equal(Enumerable.Range(takenThrough + 1, 7 - takenThrough).Select(position => (long)position), Take(cursor));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cursor_MovedToTheLastEntryThatWasLetGoOf_PassesOverNothing(bool isMoreHere)
    {
        await AppendAsync("a", 2);
        await receiver.GetQueueMessagesAsync(1, token);
        var before = CreateCursor("a");
        Take(before);
        window.TryPurgeFromCache(out _);
        await AppendAsync("a", 3);
        if (isMoreHere)
        {
            await receiver.GetQueueMessagesAsync(1, token);
        }

        var cursor = CreateCursor("a", 2);
        cursor.MoveNextWithResult();
        await receiver.GetQueueMessagesAsync(1, token);
        await ReadAllAsync();

        Assert.Equal([2, 3, 4, 5], Take(cursor));
    }

    private PartitionReceiver CreateReceiver(TimeProvider clock) => new(
        store, 0, window, services.GetRequiredService<Serializer>(), new LogLags(), new CommitTraces(), clock, NullLogger<PartitionReceiver>.Instance);

    // One entry, as the agent has it read and taken.
    private async Task DeliverAsync(PartitionReceiver reading, IQueueCacheCursor cursor)
    {
        await AppendAsync("a", 1);
        await reading.GetQueueMessagesAsync(1, token);
        Take(cursor);
        Assert.True(window.TryPurgeFromCache(out _));
        await reading.MessagesDeliveredAsync([], token);
    }

    private IQueueCacheCursor CreateCursor(string sessionizer, long? position = null) => window.TryGetCacheCursor(
        SessionStreams.Closed(sessionizer, 0),
        position is { } entry ? new Orleans.Providers.Streams.Common.EventSequenceTokenV2(entry) : null).Cursor!;

    private async Task ReadAllAsync()
    {
        while (window.ReadThrough < await store.GetLogEndAsync(0, token))
        {
            await receiver.GetQueueMessagesAsync(1, token);
        }
    }

    private static List<long> Take(IQueueCacheCursor cursor)
    {
        var positions = new List<long>();
        while (cursor.MoveNextWithResult() == QueueCacheCursorMoveResult.Success)
        {
            positions.AddRange(((LogBatch)cursor.GetCurrent(out _)!).Positions);
        }

        return positions;
    }

    private async Task AppendAsync(string sessionizer, int count) => await store.CommitAsync(
        [
            new SessionCommit
            {
                Key = new SessionKey(sessionizer, "k"),
                Partition = 0,
                ExpectedVersion = 0,
                State = default,
                DeadlineTicks = 0,
                Log = [.. Enumerable.Repeat(new LogRecord(LogKind.Closed, new byte[] { 0 }, null), count)],
            }
        ],
        token);
}
