namespace OrleansSessions.Core.Tests;

public sealed class ExpiryIndexReturnTests
{
    private readonly ExpiryIndex<string> index = new();

    [Fact]
    public void Return_TakenEntry_IsReportedAtItsNewestDeadline()
    {
        var entry = Add(10);
        Take(10);
        Assert.Empty(Take(1000));

        index.Return(entry);
        Assert.Equal(["10"], Take(10));
    }

    [Fact]
    public void Return_OwnerWroteMeanwhile_IsNotAddedTwice()
    {
        var entry = Add(10);
        Take(10);
        entry.TryWrite(Timeline.WatermarkAt(20), out var isEarlier);
        Assert.True(isEarlier);

        index.Return(entry);
        Assert.Equal(0, index.Count);
        index.Add(entry);

        Assert.Equal(["10"], Take(20));
        Assert.Equal(0, index.Count);
    }

    [Fact]
    public void Return_DroppedEntry_IsForgotten()
    {
        var entry = Add(10);
        Take(10);
        entry.Drop();

        index.Return(entry);

        Assert.Equal(0, index.Count);
    }

    private ExpiryEntry<string> Add(long deadline)
    {
        var entry = new ExpiryEntry<string>($"{deadline}", Timeline.WatermarkAt(deadline));
        index.Add(entry);
        return entry;
    }

    private List<string> Take(long watermark)
    {
        var due = new List<ExpiryEntry<string>>();
        index.TakeDue(Timeline.WatermarkAt(watermark), 100, due);
        return due.ConvertAll(entry => entry.Key);
    }
}
