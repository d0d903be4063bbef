namespace OrleansSessions.Core.Tests;

public sealed class SessionTailTests
{
    [Fact]
    public void Default_Nothing_IsEmpty()
    {
        SessionTail tail = default;

        Assert.True(tail.IsEmpty);
        Assert.Empty(tail.Spans);
        Assert.Equal(DateTimeOffset.MinValue, tail.ClosedThrough);
        Assert.Equal(0, tail.NextOrdinal(DateTimeOffset.MinValue));
        Assert.False(tail.Touches(Timeline.Window(0, 10), GapBoundary.Inclusive));
    }

    [Fact]
    public void Add_SpansApart_KeepsThemInOrderOfTime()
    {
        var tail = Tail((50, 60), (5, 15));

        Assert.Equal([Span(5, 15), Span(50, 60)], tail.Spans);
        Assert.Equal(Timeline.At(60), tail.ClosedThrough);
    }

    [Theory]
    [InlineData(15, 20)]
    [InlineData(10, 20)]
    [InlineData(0, 5)]
    [InlineData(0, 20)]
    public void Add_SpanThatAdjoinsOrOverlaps_BecomesOneWithIt(long start, long end) =>
        Assert.Equal([Span(Math.Min(start, 5), Math.Max(end, 15))], Tail((5, 15), (start, end)).Spans);

    [Fact]
    public void NextOrdinal_SessionsOfOneInstant_CountUp()
    {
        var tail = default(SessionTail);
        for (var expected = 0; expected < 3; expected++)
        {
            Assert.Equal(expected, tail.NextOrdinal(Timeline.At(5)));
            tail = tail.Add(new ClosedSpan(Timeline.At(5), Timeline.At(5), expected + 1));
        }

        Assert.Equal(0, tail.NextOrdinal(Timeline.At(6)));
        Assert.Equal(0, tail.Add(Span(5, 6)).NextOrdinal(Timeline.At(6)));
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, 4, 5, false)]
    [InlineData(GapBoundary.Exclusive, 4, 6, true)]
    [InlineData(GapBoundary.Inclusive, 4, 5, true)]
    [InlineData(GapBoundary.Inclusive, 3, 4, false)]
    [InlineData(GapBoundary.Inclusive, 14, 24, true)]
    [InlineData(GapBoundary.Inclusive, 15, 25, false)]
    public void Touches_AroundASpan_EndIsOutsideAndReachFollowsTheBoundary(GapBoundary boundary, long start, long end, bool expected) =>
        Assert.Equal(expected, Tail((5, 15)).Touches(Timeline.Window(start, end), boundary));

    [Theory]
    [InlineData(14, 15)]
    [InlineData(16, 16)]
    public void Through_AnyInstant_EverythingBeforeIsLate(long through, long expected)
    {
        var tail = Tail((5, 15)).Through(Timeline.At(through));

        Assert.Equal([new ClosedSpan(DateTimeOffset.MinValue, Timeline.At(expected), 0)], tail.Spans);
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, 52, false)]
    [InlineData(GapBoundary.Exclusive, 53, true)]
    [InlineData(GapBoundary.Inclusive, 53, false)]
    [InlineData(GapBoundary.Inclusive, 54, true)]
    public void Settle_WatermarkComesToASpan_EverythingBeforeItsEndIsLate(GapBoundary boundary, long watermark, bool isSettled)
    {
        var rules = new SessionRules(TimeSpan.FromTicks(10)) { Boundary = boundary, AllowedLateness = TimeSpan.FromTicks(3) };

        var settled = Tail((50, 60), (70, 80)).Settle(rules, Timeline.WatermarkAt(watermark));

        Assert.Equal(isSettled ? DateTimeOffset.MinValue : Timeline.At(50), settled.Spans[0].Start);
        Assert.Equal(Span(70, 80), settled.Spans[1]);
    }

    private static ClosedSpan Span(long start, long end) => new(Timeline.At(start), Timeline.At(end), 0);

    private static SessionTail Tail(params (long Start, long End)[] spans) =>
        spans.Aggregate(default(SessionTail), (tail, span) => tail.Add(Span(span.Start, span.End)));
}
