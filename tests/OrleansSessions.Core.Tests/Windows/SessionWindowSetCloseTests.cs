namespace OrleansSessions.Core.Tests;

public sealed class SessionWindowSetCloseTests
{
    [Theory]
    [InlineData(GapBoundary.Exclusive, 0, 15)]
    [InlineData(GapBoundary.Exclusive, 7, 22)]
    [InlineData(GapBoundary.Inclusive, 0, 16)]
    [InlineData(GapBoundary.Inclusive, 7, 23)]
    public void Advance_AroundTheDeadline_ClosesThere(GapBoundary boundary, long lateness, long deadline)
    {
        var key = new TestKey(Rules(boundary, lateness));
        key.Add(5, 3);
        Assert.Equal(Timeline.WatermarkAt(deadline), key.Set.Deadline);

        key.Advance(deadline - 1);
        Assert.Empty(key.Final);

        key.Advance(deadline);
        var closed = Assert.Single(key.Final);
        Assert.Equal(new(5, 5, 15, 1, 3), SessionSummary.Of(closed));
        Assert.Equal((CloseReason.Gap, 0, null), (closed.Reason, closed.Ordinal, closed.Error));
        Assert.Empty(key.Set.Open);
    }

    [Fact]
    public void Advance_ManyDue_ClosesInOrderOfTimeAndLeavesTheRest()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, 0));
        foreach (var time in (long[])[60, 20, 0, 40])
        {
            key.Add(time);
        }

        key.Advance(50);

        Assert.Equal([0L, 20, 40], key.Closed.Select(session => session.Start));
        Assert.Equal([60L], key.Open.Select(session => session.Start));
        Assert.Equal(Timeline.WatermarkAt(70), key.Set.Deadline);
    }

    [Fact]
    public void Advance_OlderWatermark_ChangesNothing()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, 0));
        key.Add(0);
        key.Advance(15);
        var tail = key.Set.Tail;

        key.Advance(3);
        key.Advance(Watermark.Beginning);

        Assert.Equal(Timeline.WatermarkAt(15), key.Set.Watermark);
        Assert.Equal(tail, key.Set.Tail);
        Assert.Equal(AddOutcome.Late, key.Add(5));
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive)]
    [InlineData(GapBoundary.Inclusive)]
    public void Advance_EndOfTime_ClosesAndForgetsEverything(GapBoundary boundary)
    {
        var key = new TestKey(Rules(boundary, 1000));
        key.Add(0);
        key.Add(500);

        key.Advance(Watermark.End);

        Assert.Equal([0L, 500], key.Closed.Select(session => session.Start));
        Assert.True(key.Set.HasLapsed);
        Assert.True(key.Set.Tail.IsEmpty);
        Assert.Null(key.Set.Deadline);
        Assert.Equal(AddOutcome.Late, key.Add(1_000_000));
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, 10 + 7 + 30)]
    [InlineData(GapBoundary.Inclusive, 10 + 7 + 30 + 1)]
    public void Advance_PastTheTail_ForgetsIt(GapBoundary boundary, long lapse)
    {
        var key = new TestKey(Rules(boundary, lateness: 7));
        key.Add(0);
        key.Advance(18);
        Assert.Single(key.Final);
        Assert.Equal(Timeline.WatermarkAt(lapse), key.Set.Deadline);

        key.Advance(lapse - 1);
        Assert.False(key.Set.HasLapsed);
        Assert.Equal(Timeline.At(boundary == GapBoundary.Inclusive ? 11 : 10), key.Set.Tail.ClosedThrough);

        key.Advance(lapse);
        Assert.True(key.Set.HasLapsed);
        Assert.True(key.Set.Tail.IsEmpty);
        Assert.Null(key.Set.Deadline);
    }

    [Fact]
    public void HasLapsed_NewSet_NeedsNothing()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, 0));

        Assert.True(key.Set.HasLapsed);
        Assert.Null(key.Set.Deadline);
        Assert.Equal(Watermark.Beginning, key.Set.Watermark);
        Assert.Equal(DateTimeOffset.MinValue, key.Set.EarliestArrival);
    }

    [Fact]
    public void HasLapsed_OpenSession_KeepsTheTail()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, 0));
        key.Add(0);
        key.Advance(20);
        key.Add(15, 1, gap: 30);

        key.Advance(44);

        Assert.False(key.Set.HasLapsed);
        Assert.Equal(Timeline.At(10), key.Set.Tail.ClosedThrough);
    }

    private static SessionRules Rules(GapBoundary boundary, long lateness) => new(TimeSpan.FromTicks(10))
    {
        Boundary = boundary,
        AllowedLateness = TimeSpan.FromTicks(lateness),
        LongestGap = TimeSpan.FromTicks(30),
    };
}
