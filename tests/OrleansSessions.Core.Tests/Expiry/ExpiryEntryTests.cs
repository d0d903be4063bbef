namespace OrleansSessions.Core.Tests;

public sealed class ExpiryEntryTests
{
    private readonly ExpiryIndex<string> index = new();
    private readonly ExpiryEntry<string> entry = new("k", Timeline.WatermarkAt(10));

    [Fact]
    public void Constructor_NotInAnIndex_HasKeyAndDeadline()
    {
        Assert.Equal("k", entry.Key);
        Assert.Equal(Timeline.WatermarkAt(10), entry.Deadline);
        Assert.False(entry.IsDropped);
    }

    [Fact]
    public void TryWrite_NotInAnIndex_AsksToBeAdded()
    {
        Assert.True(entry.TryWrite(Timeline.WatermarkAt(20), out var isEarlier));

        Assert.True(isEarlier);
        Assert.Equal(Timeline.WatermarkAt(20), entry.Deadline);
    }

    [Theory]
    [InlineData(9, true)]
    [InlineData(10, false)]
    [InlineData(11, false)]
    public void TryWrite_InIndex_AsksToBeAddedOnlyWhenEarlier(long deadline, bool expected)
    {
        index.Add(entry);

        Assert.True(entry.TryWrite(Timeline.WatermarkAt(deadline), out var isEarlier));

        Assert.Equal(expected, isEarlier);
        Assert.Equal(Timeline.WatermarkAt(deadline), entry.Deadline);
    }

    [Fact]
    public void TryWrite_SameEarlierDeadlineAgain_AsksOnce()
    {
        index.Add(entry);
        entry.TryWrite(Timeline.WatermarkAt(5), out var first);

        entry.TryWrite(Timeline.WatermarkAt(5), out var second);
        entry.TryWrite(Timeline.WatermarkAt(4), out var earlierStill);

        Assert.Equal([true, false, true], [first, second, earlierStill]);
    }

    [Fact]
    public void Drop_Afterwards_NothingCanBeWritten()
    {
        entry.Drop();

        Assert.True(entry.IsDropped);
        Assert.Null(entry.Deadline);
        Assert.False(entry.TryWrite(Timeline.WatermarkAt(1), out var isEarlier));
        Assert.False(isEarlier);
        Assert.True(entry.IsDropped);
    }
}
