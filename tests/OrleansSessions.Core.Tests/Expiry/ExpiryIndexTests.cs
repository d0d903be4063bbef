namespace OrleansSessions.Core.Tests;

public sealed class ExpiryIndexTests
{
    private readonly ExpiryIndex<string> index = new();

    [Fact]
    public void TakeDue_ManyEntries_ComeInOrderOfDeadline()
    {
        foreach (var deadline in (long[])[30, 10, 40, 20])
        {
            Add(deadline);
        }

        Assert.Equal(Timeline.WatermarkAt(10), index.Next);
        Assert.Empty(Take(9));
        Assert.Equal(["10", "20", "30"], Take(30));
        Assert.Equal(1, index.Count);
        Assert.Equal(Timeline.WatermarkAt(40), index.Next);
    }

    [Fact]
    public void TakeDue_MaxCount_LeavesTheRestForTheNextCall()
    {
        foreach (var deadline in (long[])[1, 2, 3])
        {
            Add(deadline);
        }

        Assert.Equal(["1", "2"], Take(10, maxCount: 2));
        Assert.Equal(["3"], Take(10, maxCount: 2));
        Assert.Empty(Take(10, maxCount: 2));
        Assert.Null(index.Next);
    }

    [Fact]
    public void TakeDue_LaterDeadlineWritten_RearmsWithoutReporting()
    {
        var entry = Add(10);
        entry.TryWrite(Timeline.WatermarkAt(50), out _);

        Assert.Empty(Take(49));

        Assert.Equal(Timeline.WatermarkAt(50), index.Next);
        Assert.Equal(1, index.Count);
        Assert.Equal(["10"], Take(50));
    }

    [Fact]
    public void TakeDue_EarlierDeadlineAdded_IsFoundInTimeAndOnlyOnce()
    {
        var entry = Add(50);
        entry.TryWrite(Timeline.WatermarkAt(10), out var isEarlier);
        Assert.True(isEarlier);
        index.Add(entry);

        Assert.Equal(["50"], Take(10));
        Assert.Empty(Take(50));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void TakeDue_EarlierAndThenTheOldDeadlineAgain_IsReportedOnce()
    {
        var entry = Add(50);
        entry.TryWrite(Timeline.WatermarkAt(10), out _);
        index.Add(entry);
        entry.TryWrite(Timeline.WatermarkAt(50), out _);

        // The place at 10 moves to 50, where the stale place of the first deadline is.
        Assert.Empty(Take(10));
        Assert.Equal(["50"], Take(50));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void TakeDue_DroppedEntry_IsNotReportedAndLeavesItsPlace()
    {
        Add(10).Drop();
        Assert.Equal(1, index.Count);

        Assert.Empty(Take(10));

        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void Add_DroppedEntry_IsIgnored()
    {
        var entry = new ExpiryEntry<string>("k", Timeline.WatermarkAt(1));
        entry.Drop();

        index.Add(entry);

        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void TakeDue_EndOfTime_TakesWhatHasNoOtherDeadline()
    {
        index.Add(new ExpiryEntry<string>("never", Watermark.End));

        Assert.Empty(Take(1_000_000));
        var due = new List<ExpiryEntry<string>>();
        index.TakeDue(Watermark.End, 1, due);

        Assert.Equal("never", Assert.Single(due).Key);
        Assert.Equal(0, index.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void TakeDue_MaxCountNotPositive_Throws(int maxCount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Take(0, maxCount));

    private ExpiryEntry<string> Add(long deadline)
    {
        var entry = new ExpiryEntry<string>($"{deadline}", Timeline.WatermarkAt(deadline));
        index.Add(entry);
        return entry;
    }

    private List<string> Take(long watermark, int maxCount = 100)
    {
        var due = new List<ExpiryEntry<string>>();
        index.TakeDue(Timeline.WatermarkAt(watermark), maxCount, due);
        return due.ConvertAll(entry => entry.Key);
    }
}
