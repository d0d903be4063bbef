namespace OrleansSessions.Core.Tests;

public sealed class WatermarkTests
{
    [Fact]
    public void Default_Nothing_IsBeginning()
    {
        Assert.Equal(Watermark.Beginning, default);
        Assert.Equal(0, Watermark.Beginning.Ticks);
        Assert.Equal(DateTimeOffset.MinValue, Watermark.Beginning.Time);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(5, 5, 5)]
    public void Advance_AnyOther_NeverGoesBack(long current, long learnt, long expected) =>
        Assert.Equal(Timeline.WatermarkAt(expected), Timeline.WatermarkAt(current).Advance(Timeline.WatermarkAt(learnt)));

    [Fact]
    public void Advance_FromEnd_StaysAtEnd() =>
        Assert.Equal(Watermark.End, Watermark.End.Advance(Watermark.At(DateTimeOffset.MaxValue)));

    [Fact]
    public void Compare_Ordered_FollowsTicks()
    {
        Watermark[] ordered =
        [
            Watermark.Beginning, Timeline.WatermarkAt(0), Timeline.WatermarkAt(1), Watermark.At(DateTimeOffset.MaxValue), Watermark.End,
        ];

        for (var i = 0; i < ordered.Length; i++)
        {
            for (var j = 0; j < ordered.Length; j++)
            {
                Assert.Equal(i.CompareTo(j), ordered[i].CompareTo(ordered[j]));
                Assert.Equal(i < j, ordered[i] < ordered[j]);
                Assert.Equal(i > j, ordered[i] > ordered[j]);
                Assert.Equal(i <= j, ordered[i] <= ordered[j]);
                Assert.Equal(i >= j, ordered[i] >= ordered[j]);
                Assert.Equal(i == j, ordered[i] == ordered[j]);
            }
        }
    }

    [Fact]
    public void End_AsInstant_IsTheLastOneAndYetLater()
    {
        Assert.Equal(DateTimeOffset.MaxValue, Watermark.End.Time);
        Assert.True(Watermark.End > Watermark.At(DateTimeOffset.MaxValue));
        Assert.Equal("end", Watermark.End.ToString());
    }

    [Fact]
    public void At_TimeWithOffset_IsTheInstant()
    {
        var watermark = Watermark.At(Timeline.Origin.ToOffset(TimeSpan.FromHours(5)));

        Assert.Equal(Timeline.WatermarkAt(0), watermark);
        Assert.Equal(TimeSpan.Zero, watermark.Time.Offset);
        Assert.Equal("2026-01-02T03:04:05.0000000+00:00", watermark.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(long.MaxValue)]
    public void FromTicks_OfAnyWatermark_RestoresIt(long ticks) => Assert.Equal(ticks, Watermark.FromTicks(ticks).Ticks);

    [Fact]
    public void FromTicks_Negative_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => Watermark.FromTicks(-1));
}
