using System.Collections.Concurrent;

namespace OrleansSessions.Core.Tests;

public sealed class ExpiryConcurrencyTests
{
    // Many short rounds with a check after each: a deadline that a race has lost is found again by the owner's next write.
    private const int Rounds = 5_000;
    private const int WritesPerRound = 10;
    private const int Times = 20;

    // Few entries and times, so that owner and index meet at the same one as often as possible.
    private readonly List<ExpiryEntry<int>> entries =
        [.. Enumerable.Range(0, 2).Select(key => new ExpiryEntry<int>(key, Timeline.WatermarkAt(key)))];

    private readonly ExpiryIndex<int> index = new();
    private readonly ConcurrentQueue<ExpiryEntry<int>> inbox = new();
    private bool isOwnerReady;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task TryWrite_WhileTheIndexTakesAndReturns_LosesNothing(int seed)
    {
        entries.ForEach(index.Add);
        using var rounds = new Barrier(participantCount: 2);
        var owner = Task.Factory.StartNew(
            () => WriteDeadlines(new Random(seed), rounds), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            for (var round = 0; round < Rounds; round++)
            {
                Volatile.Write(ref isOwnerReady, false);
                rounds.SignalAndWait(TestContext.Current.CancellationToken);
                for (var now = 0; !Volatile.Read(ref isOwnerReady); now++)
                {
                    TakeAndReturn(now % Times);
                    if (now % 1000 == 999)
                    {
                        Thread.Yield(); // On one core the owner would otherwise wait for the whole time slice.
                    }
                }

                AssertEachIsFoundInTime();
            }
        }
        finally
        {
            // After a failure the owner would wait for the next round for ever.
            rounds.RemoveParticipant();
            await owner;
        }
    }

    private void WriteDeadlines(Random random, Barrier rounds)
    {
        for (var round = 0; round < Rounds; round++)
        {
            rounds.SignalAndWait();
            for (var i = 0; i < WritesPerRound; i++)
            {
                var entry = entries[random.Next(entries.Count)];
                if (entry.TryWrite(Timeline.WatermarkAt(random.Next(Times)), out var isEarlier) && isEarlier)
                {
                    inbox.Enqueue(entry);
                }
            }

            Volatile.Write(ref isOwnerReady, true);
        }
    }

    private void TakeAndReturn(long watermark)
    {
        AddFromInbox();
        var due = new List<ExpiryEntry<int>>();
        index.TakeDue(Timeline.WatermarkAt(watermark), 100, due);
        due.ForEach(index.Return);
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
        entries.ForEach(index.Return);
    }
}
