namespace OrleansSessions.Core.Tests;

public sealed class SessionWindowSetJoinTests
{
    private readonly TestKey exclusive = new(Rules(GapBoundary.Exclusive));
    private readonly TestKey inclusive = new(Rules(GapBoundary.Inclusive));

    [Fact]
    public void Add_FirstEvent_OpensSession()
    {
        Assert.Equal(AddOutcome.Accepted, exclusive.Add(5, 7));

        Assert.Null(exclusive.Problem);
        Assert.Equal([new(5, 5, 15, 1, 7)], exclusive.Open);
        Assert.Equal(Timeline.WatermarkAt(15), exclusive.Set.Deadline);
        Assert.False(exclusive.Set.HasLapsed);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(0)]
    public void Add_WithinGap_Extends(long time)
    {
        exclusive.Add(0, 1);

        Assert.Equal(AddOutcome.Accepted, exclusive.Add(time, 10));

        Assert.Equal([new(0, time, time + 10, 2, 11)], exclusive.Open);
    }

    [Fact]
    public void Add_BeforeTheStart_MovesTheStart()
    {
        exclusive.Add(9);

        exclusive.Add(0);

        Assert.Equal([new(0, 9, 19, 2, 2)], exclusive.Open);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(-10)]
    public void Add_ExactlyOneGapApart_JoinsOnlyInclusive(long time)
    {
        exclusive.Add(0);
        inclusive.Add(0);

        exclusive.Add(time);
        inclusive.Add(time);

        Assert.Equal([Math.Min(0, time), Math.Max(0, time)], exclusive.Open.Select(session => session.Start));
        Assert.Equal([new(Math.Min(0, time), Math.Max(0, time), Math.Max(0, time) + 10, 2, 2)], inclusive.Open);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(-11)]
    public void Add_OneTickMoreThanTheGap_NeverJoins(long time)
    {
        inclusive.Add(0);

        inclusive.Add(time);

        Assert.Equal(2, inclusive.Set.Open.Count);
    }

    [Fact]
    public void Add_BetweenSessions_KeepsThemInOrder()
    {
        foreach (var time in (long[])[40, 0, 20, 60])
        {
            exclusive.Add(time, time);
        }

        Assert.Equal([new(0, 0, 10, 1, 0), new(20, 20, 30, 1, 20), new(40, 40, 50, 1, 40), new(60, 60, 70, 1, 60)], exclusive.Open);
    }

    [Fact]
    public void Add_BridgingEvent_MergesBothSides()
    {
        exclusive.Add(0, 1);
        exclusive.Add(12, 2);
        exclusive.Add(40, 4);

        Assert.Equal(AddOutcome.Accepted, exclusive.Add(6, 8));

        Assert.Equal([new(0, 12, 22, 3, 11), new(40, 40, 50, 1, 4)], exclusive.Open);
        Assert.Empty(exclusive.Final);
    }

    [Fact]
    public void Add_MeetingBothSidesExactly_MergesOnlyInclusive()
    {
        foreach (var time in (long[])[0, 20, 10])
        {
            exclusive.Add(time);
            inclusive.Add(time);
        }

        Assert.Equal([new(0, 0, 10, 1, 1), new(10, 10, 20, 1, 1), new(20, 20, 30, 1, 1)], exclusive.Open);
        Assert.Equal([new(0, 20, 30, 3, 3)], inclusive.Open);
    }

    [Fact]
    public void Add_LongGap_SwallowsEverySessionItCovers()
    {
        foreach (var time in (long[])[0, 20, 40, 90])
        {
            exclusive.Add(time);
        }

        Assert.Equal(AddOutcome.Accepted, exclusive.Add(15, 1, gap: 50));

        Assert.Equal([new(0, 0, 10, 1, 1), new(15, 40, 65, 3, 3), new(90, 90, 100, 1, 1)], exclusive.Open);
    }

    [Fact]
    public void Add_ShortGapInsideLongOne_KeepsTheLongerEnd()
    {
        exclusive.Add(0, 1, gap: 50);

        exclusive.Add(30, 1, gap: 1);

        Assert.Equal([new(0, 30, 50, 2, 2)], exclusive.Open);
    }

    [Theory]
    [InlineData(50, AddOutcome.Accepted)]
    [InlineData(51, AddOutcome.Rejected)]
    [InlineData(0, AddOutcome.Rejected)]
    [InlineData(-1, AddOutcome.Rejected)]
    public void Add_GapAtItsLimits_RejectsWithReason(long gap, AddOutcome expected)
    {
        Assert.Equal(expected, exclusive.Add(0, 1, gap));

        Assert.Equal(expected == AddOutcome.Rejected, exclusive.Problem?.Contains("gap", StringComparison.Ordinal) ?? false);
        Assert.Equal(expected == AddOutcome.Rejected, exclusive.Set.HasLapsed);
    }

    private static SessionRules Rules(GapBoundary boundary) =>
        new(TimeSpan.FromTicks(10)) { Boundary = boundary, LongestGap = TimeSpan.FromTicks(50) };
}
