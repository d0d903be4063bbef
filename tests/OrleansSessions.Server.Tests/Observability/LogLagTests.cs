using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Serialization;

namespace OrleansSessions.Server.Tests;

public sealed class LogLagTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly MemorySessionStore store = new(new MemorySessionStoreOptions { Partitions = 1 });
    private readonly PartitionWindow window = new();
    private readonly LogLags lags = new();
    private readonly PartitionReceiver receiver;
    private readonly CancellationToken token = TestContext.Current.CancellationToken;
    private int keys;

    public LogLagTests() => receiver = new PartitionReceiver(
        store, 0, window, services.GetRequiredService<Serializer>(), lags, new CommitTraces(), TimeProvider.System, NullLogger<PartitionReceiver>.Instance);

    public void Dispose() => services.Dispose();

    [Fact]
    public async Task Lag_SubscriberTakes_FallsToZero()
    {
        var cursor = (StreamCursor)window.GetCacheCursor(SessionStreams.Closed("a", 0), null);
        await AppendAsync("a", 3);

        await receiver.GetQueueMessagesAsync(1, token);
        Assert.Equal([("a", 3)], Lags);

        Assert.True(cursor.MoveNext());
        Assert.False(cursor.MoveNext());
        window.TryPurgeFromCache(out _);
        await AppendAsync("b", 1);
        await receiver.GetQueueMessagesAsync(1, token);

        Assert.Equal([("a", 0), ("b", 1)], Lags);
    }

    [Fact]
    public async Task Lag_SubscriberTakesNothing_CountsAlsoWhatIsNotYetRead()
    {
        window.GetCacheCursor(SessionStreams.Closed("a", 0), null);
        await AppendAsync("a", 1_300);

        await receiver.GetQueueMessagesAsync(1, token);

        Assert.Equal([("a", 1_300)], Lags);
    }

    [Fact]
    public async Task Lag_PartitionIsGivenUp_IsForgotten()
    {
        await AppendAsync("a", 1);
        await receiver.GetQueueMessagesAsync(1, token);
        Assert.NotEmpty(Lags);

        await receiver.Shutdown(TimeSpan.Zero, token);

        Assert.Empty(Lags);
    }

    private IEnumerable<(string, long)> Lags => lags.All.Select(lag => (lag.Of.Sessionizer, lag.Entries)).Order();

    private async Task AppendAsync(string sessionizer, int count) => await store.CommitAsync(
        [
            .. Enumerable.Range(0, count).Select(_ => new SessionCommit
            {
                Key = new SessionKey(sessionizer, $"{keys++}"),
                Partition = 0,
                ExpectedVersion = 0,
                State = default,
                DeadlineTicks = null,
                Log = [new LogRecord(LogKind.Closed, new byte[] { 1 }, null)],
            })
        ],
        token);
}
