namespace OrleansSessions.Core.Tests;

public sealed class ProducerMarksTests
{
    private static readonly ProducerId Ann = ProducerId.FromName("ann");
    private static readonly ProducerId Bob = ProducerId.FromName("bob");

    private readonly ProducerMarks marks = new(maxCount: 2, TimeSpan.FromTicks(10));

    [Theory]
    [InlineData(4, true)]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public void Covers_AroundTheMark_WhatWasTakenOrStoodBefore(long sequence, bool expected)
    {
        marks.Take(new ProducerStamp(Ann, 5), Timeline.At(0));

        Assert.Equal(expected, marks.Covers(new ProducerStamp(Ann, sequence)));
        Assert.False(marks.Covers(new ProducerStamp(Bob, sequence)));
    }

    [Fact]
    public void Take_MoreProducersThanAllowed_ForgetsWhoWasHeardLongestAgo()
    {
        marks.Take(new ProducerStamp(Ann, 1), Timeline.At(0));
        marks.Take(new ProducerStamp(Bob, 1), Timeline.At(1));
        marks.Take(new ProducerStamp(Ann, 2), Timeline.At(2));
        marks.Take(new ProducerStamp(ProducerId.FromName("eve"), 1), Timeline.At(3));

        Assert.True(marks.Covers(new ProducerStamp(Ann, 2)));
        Assert.False(marks.Covers(new ProducerStamp(Bob, 1)));
        Assert.Equal(2, marks.Marks.Length);
    }

    [Theory]
    [InlineData(9, 2)]
    [InlineData(10, 1)]
    [InlineData(14, 1)]
    [InlineData(15, 0)]
    public void Forget_AroundRetention_ForgetsInOrderOfTime(long watermark, int left)
    {
        marks.Take(new ProducerStamp(Ann, 1), Timeline.At(0));
        marks.Take(new ProducerStamp(Bob, 1), Timeline.At(5));
        Assert.Equal(Timeline.WatermarkAt(15), marks.LapseAt);

        marks.Forget(Timeline.WatermarkAt(watermark));

        Assert.Equal(left, marks.Marks.Length);
        Assert.Equal(left == 0, marks.LapseAt is null);
    }

    [Fact]
    public void Take_OlderEvent_IsKeptAsLongAsTheNewest()
    {
        marks.Take(new ProducerStamp(Ann, 1), Timeline.At(5));
        marks.Take(new ProducerStamp(Bob, 1), Timeline.At(0));

        marks.Forget(Timeline.WatermarkAt(14));

        Assert.True(marks.Covers(new ProducerStamp(Bob, 1)));
    }

    [Fact]
    public void Take_OlderEventOfTheSameProducer_IsKeptAsLongAsItsNewest()
    {
        marks.Take(new ProducerStamp(Ann, 1), Timeline.At(5));
        marks.Take(new ProducerStamp(Ann, 2), Timeline.At(0));

        marks.Forget(Timeline.WatermarkAt(14));

        Assert.True(marks.Covers(new ProducerStamp(Ann, 1)));
    }

    [Fact]
    public void Restore_StoredMarks_CoverWhatTheyCovered()
    {
        marks.Take(new ProducerStamp(Ann, 5), Timeline.At(0));
        var restored = new ProducerMarks(2, TimeSpan.FromTicks(10));

        restored.Restore(marks.Marks);

        Assert.True(restored.Covers(new ProducerStamp(Ann, 5)));
    }

    [Fact]
    public void LapseAt_RetentionBeyondTheCalendar_IsTheEndOfTime()
    {
        var forever = new ProducerMarks(1, TimeSpan.MaxValue);
        forever.Take(new ProducerStamp(Ann, 1), Timeline.At(0));

        Assert.Equal(Watermark.End, forever.LapseAt);
    }

    [Fact]
    public void ProducerId_NamesAndNew_AreTheSameForTheSameNameOnly()
    {
        Assert.Equal(Ann, ProducerId.FromName("ann"));
        Assert.NotEqual(Ann, Bob);
        Assert.NotEqual(ProducerId.New(), ProducerId.New());
        Assert.NotEqual(default, ProducerId.New());
    }
}
