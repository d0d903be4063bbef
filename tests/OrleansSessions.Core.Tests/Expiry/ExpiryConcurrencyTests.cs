using System.Collections.Concurrent;

namespace OrleansSessions.Core.Tests;

public sealed class ExpiryConcurrencyTests
{
    private const int Writes = 200_000;

    // Few entries, so that owner and index meet at the same one as often as possible.
    private readonly List<ExpiryEntry<int>> entries =
        [.. Enumerable.Range(0, 3).Select(key => new ExpiryEntry<int>(key, Timeline.WatermarkAt(key)))];

    private readonly ExpiryIndex<int> index = new();
    private readonly ConcurrentQueue<ExpiryEntry<int>> inbox = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task TryWrite_WhileTheIndexTakesAndReturns_LosesNothing(int seed)
    {
        entries.ForEach(index.Add);
        var owner = Task.Factory.StartNew(
            () => WriteDeadlines(new Random(seed)), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        var taken = 0;
        for (long now = 0; !owner.IsCompleted; now++)
        {
            taken += TakeAndReturn(now % 1000);
        }

        await owner;
        Assert.NotEqual(0, taken);
        AssertEachIsFoundInTime();
    }

    private void WriteDeadlines(Random random)
    {
        for (var i = 0; i < Writes; i++)
        {
            var entry = entries[random.Next(entries.Count)];
            if (entry.TryWrite(Timeline.WatermarkAt(random.Next(1000)), out var isEarlier) && isEarlier)
            {
                inbox.Enqueue(entry);
            }
        }
    }

    private int TakeAndReturn(long watermark)
    {
        AddFromInbox();
        var due = new List<ExpiryEntry<int>>();
        index.TakeDue(Timeline.WatermarkAt(watermark), 100, due);
        due.ForEach(index.Return);
        return due.Count;
    }

    private void AddFromInbox()
    {
        while (inbox.TryDequeue(out var entry))
        {
            index.Add(entry);
        }
    }

    private void AssertEachIsFoundInTime()
    {
        AddFromInbox();
        foreach (var group in entries.GroupBy(entry => entry.Deadline!.Value).OrderBy(group => group.Key))
        {
            var due = new List<ExpiryEntry<int>>();
            index.TakeDue(Watermark.FromTicks(group.Key.Ticks - 1), 100, due);
            Assert.Empty(due);
            index.TakeDue(group.Key, 100, due);
            Assert.Equal(group.Select(entry => entry.Key).Order(), due.Select(entry => entry.Key).Order());
        }

        index.TakeDue(Watermark.End, 1, []);
        Assert.Equal(0, index.Count);
    }
}
