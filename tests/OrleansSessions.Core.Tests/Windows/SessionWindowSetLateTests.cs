namespace OrleansSessions.Core.Tests;

public sealed class SessionWindowSetLateTests
{
    [Theory]
    [InlineData(GapBoundary.Exclusive, 89, AddOutcome.Late)]
    [InlineData(GapBoundary.Exclusive, 90, AddOutcome.Late)]
    [InlineData(GapBoundary.Exclusive, 91, AddOutcome.Accepted)]
    [InlineData(GapBoundary.Inclusive, 89, AddOutcome.Late)]
    [InlineData(GapBoundary.Inclusive, 90, AddOutcome.Accepted)]
    [InlineData(GapBoundary.Inclusive, 91, AddOutcome.Accepted)]
    public void Add_SessionWouldBeClosed_IsLate(GapBoundary boundary, long time, AddOutcome expected)
    {
        var key = new TestKey(Rules(boundary));
        key.Advance(100);

        Assert.Equal(expected, key.Add(time));

        Assert.Null(key.Problem);
        Assert.Equal(expected == AddOutcome.Accepted ? 1 : 0, key.Set.Open.Count);
    }

    [Theory]
    [InlineData(79, AddOutcome.Late)]
    [InlineData(80, AddOutcome.Late)]
    [InlineData(81, AddOutcome.Accepted)]
    public void Add_AllowedLateness_AcceptsThatMuchMore(long time, AddOutcome expected)
    {
        var key = new TestKey(new SessionRules(TimeSpan.FromTicks(10)) { AllowedLateness = TimeSpan.FromTicks(10) });
        key.Advance(100);

        Assert.Equal(expected, key.Add(time));
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, 9, AddOutcome.Late)]
    [InlineData(GapBoundary.Exclusive, 10, AddOutcome.Accepted)]
    [InlineData(GapBoundary.Inclusive, 10, AddOutcome.Late)]
    [InlineData(GapBoundary.Inclusive, 11, AddOutcome.Accepted)]
    public void Add_TouchingClosedSession_IsLateAndChangesNothing(GapBoundary boundary, long time, AddOutcome expected)
    {
        var key = new TestKey(Rules(boundary));
        key.Add(0, 5);
        key.Advance(11);

        // The long gap keeps the new event's own session open, so that only touching can make it late.
        Assert.Equal(expected, key.Add(time, 1, gap: 30));

        Assert.Equal([new(0, 0, 10, 1, 5)], key.Closed);
        Assert.Equal(expected == AddOutcome.Accepted ? 1 : 0, key.Set.Open.Count);
    }

    [Fact]
    public void Add_TouchingClosedAndOpenSession_IsLate()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive));
        key.Add(0);
        key.Add(12);
        key.Advance(10);

        Assert.Equal(AddOutcome.Late, key.Add(5));

        Assert.Equal([new(12, 12, 22, 1, 1)], key.Open);
    }

    [Fact]
    public void Add_OldEventJoiningOpenSession_Counts()
    {
        var key = new TestKey(Rules(GapBoundary.Inclusive));
        key.Add(20);
        key.Advance(25);

        // Alone, [12, 22] would be closed at 25.
        Assert.Equal(AddOutcome.Accepted, key.Add(12));

        Assert.Equal([new(12, 20, 30, 2, 2)], key.Open);
    }

    [Fact]
    public void Add_ChainOfOldEvents_CannotReachForgottenSession()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive));
        key.Add(0);
        key.Advance(41);
        Assert.True(key.Set.HasLapsed);

        // Each event joins the open session, which would so grow back over the closed one that nobody remembers.
        Assert.Equal(AddOutcome.Accepted, key.Add(32));
        Assert.Equal(AddOutcome.Accepted, key.Add(11, 1, gap: 30));
        Assert.Equal(AddOutcome.Late, key.Add(9, 1, gap: 30));

        key.Advance(Watermark.End);
        Assert.Equal([new(0, 0, 10, 1, 1), new(11, 32, 42, 2, 2)], key.Closed);
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, 10)]
    [InlineData(GapBoundary.Inclusive, 11)]
    public void EarliestArrival_AfterClosing_IsPastWhatHasClosed(GapBoundary boundary, long expected)
    {
        var key = new TestKey(Rules(boundary));
        key.Add(0);
        key.Advance(11);

        Assert.Equal(Timeline.At(expected), key.Set.EarliestArrival);
        Assert.Equal(AddOutcome.Accepted, key.Add(expected));
    }

    [Fact]
    public void EarliestArrival_OpenSessions_IsTheLastEvent()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive));
        key.Add(40);
        key.Add(0);
        key.Add(45);
        key.Add(42);

        Assert.Equal(Timeline.At(45), key.Set.EarliestArrival);
    }

    private static SessionRules Rules(GapBoundary boundary) =>
        new(TimeSpan.FromTicks(10)) { Boundary = boundary, LongestGap = TimeSpan.FromTicks(30) };
}
