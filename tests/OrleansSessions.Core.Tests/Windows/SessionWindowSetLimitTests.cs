namespace OrleansSessions.Core.Tests;

public sealed class SessionWindowSetLimitTests
{
    [Theory]
    [InlineData(GapBoundary.Exclusive, 24, 1)]
    [InlineData(GapBoundary.Exclusive, 25, 2)]
    [InlineData(GapBoundary.Inclusive, 24, 1)]
    [InlineData(GapBoundary.Inclusive, 25, 2)]
    public void Add_AroundMaxDuration_EventThereStartsAnother(GapBoundary boundary, long time, int sessions)
    {
        var key = new TestKey(Rules(boundary, maxDuration: 25));
        key.Add(0);
        key.Add(9);
        key.Add(18);

        key.Add(time);

        Assert.Equal(sessions, key.Set.Open.Count);
        Assert.Equal(new SessionSummary(0, sessions == 1 ? time : 18, 25, sessions == 1 ? 4 : 3, sessions == 1 ? 4 : 3), key.Open.First());
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, 24, 25)]
    [InlineData(GapBoundary.Inclusive, 25, 26)]
    public void Advance_PastMaxDuration_ClosesThoughEventsGoOn(GapBoundary boundary, long notYet, long closing)
    {
        var key = new TestKey(Rules(boundary, maxDuration: 25));
        key.Add(0);
        key.Add(9);
        key.Add(18);

        key.Advance(notYet);
        Assert.Empty(key.Final);
        key.Advance(closing);

        Assert.Equal(CloseReason.MaxDuration, Assert.Single(key.Final).Reason);
        Assert.Equal(Timeline.Window(0, 18, 25), key.Final[0].Window);
        Assert.Equal(AddOutcome.Late, key.Add(24));
        Assert.Equal(AddOutcome.Accepted, key.Add(25));
    }

    [Fact]
    public void Add_OldEventThatWouldMakeASessionTooLong_StartsOneBeforeIt()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, maxDuration: 25));
        key.Add(20);
        key.Add(29);
        key.Add(38);

        key.Add(13);

        Assert.Equal([new SessionSummary(13, 13, 20, 1, 1), new SessionSummary(20, 38, 45, 3, 3)], key.Open);
    }

    [Theory]
    [InlineData(8, 0, 2, 1)]
    [InlineData(7, 0, 2, 1)]
    public void Add_MergeThatWouldBreakALimit_JoinsTheLatestThatStartsBefore(long time, int index, long count, long other)
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, maxEvents: 2 + 1));
        key.Add(0);
        key.Add(16);
        key.Add(17);

        Assert.Equal(AddOutcome.Accepted, key.Add(time));

        Assert.Equal(2, key.Set.Open.Count);
        Assert.Equal(count, key.Set.Open[index].Count);
        Assert.Equal(other + 1, key.Set.Open[1].Count);
        Assert.Equal(Timeline.At(16), key.Set.Open[0].Window.End);
    }

    [Fact]
    public void Add_MergeThatWouldBreakALimitAndNoneStartsBefore_JoinsTheEarliest()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, maxEvents: 3));
        key.Add(12, 1, 2);
        key.Add(16, 1, 2);
        key.Add(17, 1, 2);

        Assert.Equal(AddOutcome.Accepted, key.Add(10, 1, 10));

        Assert.Equal([new SessionSummary(10, 12, 16, 2, 2), new SessionSummary(16, 17, 19, 2, 2)], key.Open);
    }

    [Fact]
    public void Add_ReachesMaxEvents_ClosesAtOnceAndTheNextStartsAnother()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, maxEvents: 2));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(AddOutcome.Accepted, key.Add(3));
        }

        Assert.Equal([0, 1], key.Final.Select(session => session.Ordinal));
        Assert.All(key.Final, session => Assert.Equal((CloseReason.MaxEvents, 2L), (session.Reason, session.Count)));
        Assert.Equal(Timeline.Window(3, 3), key.Final[0].Window);
        Assert.Single(key.Open);
        Assert.Equal(Timeline.At(3), key.Set.EarliestArrival);
    }

    [Fact]
    public void Add_EventBeforeASessionThatALimitClosed_IsLateOnlyWhereItTouches()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, maxEvents: 2));
        key.Add(100);
        key.Add(105);

        Assert.Equal(AddOutcome.Late, key.Add(104));
        Assert.Equal(AddOutcome.Late, key.Add(91));
        Assert.Equal(AddOutcome.Accepted, key.Add(90));
        Assert.Equal(AddOutcome.Accepted, key.Add(105));
    }

    [Theory]
    [InlineData(5, 5, 14)]
    [InlineData(9, 9, 14)]
    [InlineData(12, 12, 14)]
    [InlineData(40, 19, 41)]
    public void End_OpenSession_ClosesItThereAndWhatComesBeforeIsLate(long at, long end, long next)
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive));
        key.Add(0);
        key.Add(at == 5 ? 5 : 9);

        key.Set.End(Timeline.At(at), key.Final);

        var session = Assert.Single(key.Final);
        Assert.Equal((CloseReason.Ended, Timeline.At(end)), (session.Reason, session.Window.End));
        Assert.Equal(AddOutcome.Late, key.Add(at));
        Assert.Equal(AddOutcome.Accepted, key.Add(Math.Max(next, at + 1)));
    }

    [Fact]
    public void End_SessionThatStartsLater_StaysOpen()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive));
        key.Add(0);
        key.Add(20);

        key.Set.End(Timeline.At(19), key.Final);

        Assert.Equal(Timeline.At(0), Assert.Single(key.Final).Window.Start);
        Assert.Equal(Timeline.At(20), Assert.Single(key.Set.Open).Window.Start);
    }

    [Fact]
    public void End_KeyWithoutSession_WhatComesBeforeIsLateUntilTheTailLapses()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive));

        key.Set.End(Timeline.At(5), key.Final);

        Assert.Empty(key.Final);
        Assert.Equal(AddOutcome.Late, key.Add(5));
        Assert.Equal(Timeline.WatermarkAt(6 + 30), key.Set.Deadline);
        key.Advance(36);
        Assert.True(key.Set.HasLapsed);
    }

    [Fact]
    public void Drain_OpenSessions_ClosesThemAsTheyAre()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive));
        key.Add(0);
        key.Add(20);
        key.Add(25);

        key.Set.Drain(key.Final);

        Assert.Equal([CloseReason.Drained, CloseReason.Drained], key.Final.Select(session => session.Reason));
        Assert.Equal(Timeline.Window(20, 25, 25), key.Final[1].Window);
        Assert.Equal(AddOutcome.Accepted, key.Add(26));
    }

    [Fact]
    public void CloseLarge_OneSessionHasReachedTheLimit_ClosesOnlyThat()
    {
        var key = new TestKey(Rules(GapBoundary.Exclusive, maxStateBytes: 100));
        key.Add(0, 99);
        key.Add(20, 100);

        key.Set.CloseLarge(sum => (long)sum.ToDecimal(), key.Final);

        Assert.Equal((CloseReason.MaxState, 100m), (Assert.Single(key.Final).Reason, key.Final[0].Result));
        Assert.Equal(Timeline.At(0), Assert.Single(key.Set.Open).Window.Start);
    }

    private static SessionRules Rules(
        GapBoundary boundary, long? maxDuration = null, long? maxEvents = null, long? maxStateBytes = null) =>
        new(TimeSpan.FromTicks(10))
        {
            Boundary = boundary,
            LongestGap = TimeSpan.FromTicks(30),
            MaxDuration = maxDuration is { } ticks ? TimeSpan.FromTicks(ticks) : null,
            MaxEvents = maxEvents,
            MaxStateBytes = maxStateBytes,
        };

    [Fact]
    public void Add_SameStartAgainAsTheTailCouldLapse_HasAnotherOrdinal()
    {
        var key = new TestKey(new SessionRules(TimeSpan.FromTicks(1)) { AllowedLateness = TimeSpan.FromTicks(2), LongestGap = TimeSpan.FromTicks(4) });
        key.Add(34, 1, 2);
        key.Set.Drain(key.Final);

        key.Advance(40);
        Assert.False(key.Set.HasLapsed);
        Assert.Equal(AddOutcome.Accepted, key.Add(35, 1, 4));
        Assert.Equal(AddOutcome.Accepted, key.Add(34, 1, 3));
        key.Advance(100);

        Assert.Equal([(34, 0), (34, 1)], key.Final.Select(session => (session.Window.StartTicks - Timeline.At(0).UtcTicks, session.Ordinal)));
    }
}
