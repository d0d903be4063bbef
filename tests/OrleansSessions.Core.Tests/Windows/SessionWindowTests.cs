namespace OrleansSessions.Core.Tests;

public sealed class SessionWindowTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(10);

    [Fact]
    public void TryCreate_PositiveGap_OccupiesOneGap()
    {
        Assert.True(SessionWindow.TryCreate(Timeline.Origin, Gap, out var window, out var problem));

        Assert.Null(problem);
        Assert.Equal(Timeline.Origin, window.Start);
        Assert.Equal(Timeline.Origin, window.LastEvent);
        Assert.Equal(Timeline.Origin + Gap, window.End);
    }

    [Fact]
    public void TryCreate_TimeWithOffset_IsNormalisedToUtc()
    {
        var local = new DateTimeOffset(2026, 1, 2, 5, 4, 5, TimeSpan.FromHours(2));

        Assert.True(SessionWindow.TryCreate(local, Gap, out var window, out _));

        Assert.True(SessionWindow.TryCreate(Timeline.Origin, Gap, out var same, out _));
        Assert.Equal(same, window);
        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero], [window.Start.Offset, window.LastEvent.Offset, window.End.Offset]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void TryCreate_GapNotPositive_Refuses(long gapTicks)
    {
        Assert.False(SessionWindow.TryCreate(Timeline.Origin, new TimeSpan(gapTicks), out var window, out var problem));

        Assert.Equal(default, window);
        Assert.Contains("positive", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 2, false)]
    [InlineData(0, 1, false)]
    [InlineData(100, 100, true)]
    [InlineData(100, 101, false)]
    [InlineData(0, long.MaxValue, false)]
    public void TryCreate_NearEndOfCalendar_RefusesOnlyWhatLeavesIt(long ticksBeforeEnd, long gapTicks, bool expected)
    {
        var time = DateTimeOffset.MaxValue.AddTicks(-ticksBeforeEnd);

        Assert.Equal(expected, SessionWindow.TryCreate(time, new TimeSpan(gapTicks), out var window, out var problem));

        Assert.Equal(expected ? DateTimeOffset.MaxValue : DateTimeOffset.MinValue, window.End);
        Assert.Equal(!expected, problem?.Contains("calendar", StringComparison.Ordinal) ?? false);
    }

    [Fact]
    public void TryCreate_StartOfCalendar_IsValid()
    {
        Assert.True(SessionWindow.TryCreate(DateTimeOffset.MinValue, new TimeSpan(1), out var window, out _));

        Assert.Equal(DateTimeOffset.MinValue.AddTicks(1), window.End);
    }

    [Theory]
    [InlineData(10, 9, 20)]
    [InlineData(10, 10, 9)]
    [InlineData(10, 15, 14)]
    public void FromBounds_OutOfOrder_Throws(long start, long lastEvent, long end) =>
        Assert.Throws<ArgumentException>(() => Timeline.Window(start, lastEvent, end));

    [Fact]
    public void FromBounds_InOrder_KeepsThemInUtc()
    {
        var offset = TimeSpan.FromHours(-3);

        var window = SessionWindow.FromBounds(
            Timeline.At(1).ToOffset(offset), Timeline.At(1).ToOffset(offset), Timeline.At(2).ToOffset(offset));

        Assert.Equal(Timeline.Window(1, 2), window);
        Assert.Equal(TimeSpan.Zero, window.End.Offset);
    }

    [Theory]
    [InlineData(8, false, false)]
    [InlineData(9, false, false)]
    [InlineData(10, false, true)]
    [InlineData(11, true, true)]
    [InlineData(25, true, true)]
    [InlineData(39, true, true)]
    [InlineData(40, false, true)]
    [InlineData(41, false, false)]
    public void Touches_AroundTheBoundary_DependsOnTheBoundary(long start, bool exclusive, bool inclusive)
    {
        var session = Timeline.Window(20, 40);
        var other = Timeline.Window(start, start + 10);

        Assert.Equal(exclusive, session.Touches(other, GapBoundary.Exclusive));
        Assert.Equal(exclusive, other.Touches(session, GapBoundary.Exclusive));
        Assert.Equal(inclusive, session.Touches(other, GapBoundary.Inclusive));
        Assert.Equal(inclusive, other.Touches(session, GapBoundary.Inclusive));
    }

    [Fact]
    public void Merge_Neighbours_TakesLeastAndGreatest()
    {
        // The earlier event has the longer gap, so end and last event come from different sides.
        var long_ = Timeline.Window(0, 50);
        var short_ = Timeline.Window(20, 30);

        Assert.Equal(Timeline.Window(0, 20, 50), long_.Merge(short_));
        Assert.Equal(Timeline.Window(0, 20, 50), short_.Merge(long_));
    }

    [Fact]
    public void ToString_Always_ShowsHalfOpenInterval() =>
        Assert.Equal(
            "[2026-01-02T03:04:05.0000000+00:00, 2026-01-02T03:04:05.0000010+00:00)", Timeline.Window(0, 10).ToString());
}
