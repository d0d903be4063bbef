namespace OrleansSessions.Server.Tests;

public sealed class LogReaderTests
{
    private static readonly SessionKey Key = new("visits", "ann");

    private readonly SlowestLogStore store = new();

    [Fact]
    public async Task Read_WaitEndsInTheMiddleOfReading_LosesNothingOfWhatTheCursorHasPassed()
    {
        var reader = new LogReader(store, TimeProvider.System);
        var cursor = LogCursor.Oldest(store.Partitions);
        Assert.Empty(await reader.ReadAsync(new LogSelection(Key.Sessionizer, LogKind.Late), cursor, 10, TimeSpan.Zero, CancellationToken.None));
        store.IsSlow = true;

        var reading = reader.ReadAsync(new LogSelection(Key.Sessionizer, LogKind.Late), cursor, 10, TimeSpan.FromMilliseconds(200), CancellationToken.None);
        await AppendAsync();
        var entries = await reading;

        Assert.Equal(Key, Assert.Single(entries).Key);
    }

    private async Task AppendAsync() => await store.CommitAsync(
        [
            new SessionCommit
            {
                Key = Key,
                Partition = Key.GetPartition(store.Partitions),
                ExpectedVersion = 0,
                State = new byte[] { 1 },
                DeadlineTicks = 1,
                Log = [new LogRecord(LogKind.Late, new byte[] { 1 }, null)],
            },
        ],
        CancellationToken.None);
}
