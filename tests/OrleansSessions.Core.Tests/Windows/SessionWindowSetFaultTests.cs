namespace OrleansSessions.Core.Tests;

public sealed class SessionWindowSetFaultTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromTicks(10);
    private readonly FaultyAggregator aggregator = new();
    private readonly SessionWindowSet<int, List<int>, int> set;
    private readonly List<FinalSession<int>> closed = [];
    private string? problem;

    public SessionWindowSetFaultTests() => set = new(new SessionRules(Gap), aggregator);

    [Theory]
    [InlineData(nameof(FaultyAggregator.CreateAccumulator))]
    [InlineData(nameof(FaultyAggregator.Add))]
    public void Add_NewSessionAggregatorThrows_RejectsAndChangesNothing(string member)
    {
        aggregator.FailsIn = member;

        Assert.Equal(AddOutcome.Rejected, Add(0));

        Assert.EndsWith($"{member} is broken", problem, StringComparison.Ordinal);
        Assert.Empty(set.Open);
        Assert.Empty(closed);
        Assert.True(set.HasLapsed);
        Assert.Null(set.Deadline);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(40)]
    public void Add_AggregatorThrows_LeavesOpenSessionsAsTheyWere(long time)
    {
        Add(0, 1);
        Add(16, 2);
        var before = set.Open.ToList();
        aggregator.FailsIn = nameof(FaultyAggregator.Add);

        Assert.Equal(AddOutcome.Rejected, Add(time));

        Assert.EndsWith("Add is broken", problem, StringComparison.Ordinal);
        Assert.Equal(before, set.Open);
        aggregator.FailsIn = null;
        set.Advance(Watermark.End, closed);
        Assert.Equal([(1L, 1), (1L, 2)], closed.Select(session => (session.Count, session.Result)));
    }

    [Fact]
    public void Add_MergeThrows_ClosesAsFailedWithEveryEventCounted()
    {
        Add(0);
        Add(16);
        Add(17);
        aggregator.FailsIn = nameof(FaultyAggregator.Merge);

        Assert.Equal(AddOutcome.Accepted, Add(8));

        Assert.Null(problem);
        var failed = Assert.Single(closed);
        Assert.Equal((CloseReason.Failed, 4L, 0, 0), (failed.Reason, failed.Count, failed.Result, failed.Ordinal));
        Assert.Equal(Timeline.Window(0, 17, 17), failed.Window);
        Assert.EndsWith("Merge is broken", failed.Error, StringComparison.Ordinal);
        Assert.Empty(set.Open);
        Assert.Equal(Timeline.At(17), set.Tail.ClosedThrough);
    }

    [Fact]
    public void Add_AfterFailedMerge_EventTouchingItIsLate()
    {
        Add(0);
        Add(16);
        aggregator.FailsIn = nameof(FaultyAggregator.Merge);
        Add(8);

        Assert.Equal(AddOutcome.Late, Add(15));
        Assert.Equal(AddOutcome.Accepted, Add(16));
        Assert.Equal(Timeline.At(16), set.EarliestArrival);
    }

    [Fact]
    public void Advance_MergeOfLaterSessionsFailed_EarlierSessionClosesInItsTurn()
    {
        Add(0, 7);
        Add(100);
        Add(116);
        aggregator.FailsIn = nameof(FaultyAggregator.Merge);
        Add(108);

        // Still open is [0, 10), but what arrives now must not be stamped into the failed session.
        Assert.Equal(Timeline.At(116), set.EarliestArrival);
        set.Advance(Timeline.WatermarkAt(10), closed);

        Assert.Equal([CloseReason.Failed, CloseReason.Gap], closed.Select(session => session.Reason));
        Assert.Equal((Timeline.Window(0, 10), 7), (closed[1].Window, closed[1].Result));
        Assert.Equal(Timeline.At(116), set.Tail.ClosedThrough);
    }

    [Fact]
    public void Advance_GetResultThrows_ClosesAsFailedAndGoesOn()
    {
        Add(0);
        Add(5);
        Add(30);
        aggregator.FailsIn = nameof(FaultyAggregator.GetResult);

        set.Advance(Timeline.WatermarkAt(40), closed);

        Assert.Equal([(CloseReason.Failed, 2L), (CloseReason.Failed, 1L)], closed.Select(session => (session.Reason, session.Count)));
        Assert.All(closed, session => Assert.EndsWith("GetResult is broken", session.Error, StringComparison.Ordinal));
        Assert.Empty(set.Open);
    }

    [Fact]
    public void Constructor_NullArgument_Throws()
    {
        var rules = new SessionRules(Gap);
        Assert.Throws<ArgumentNullException>(() => new SessionWindowSet<int, List<int>, int>(null!, aggregator));
        Assert.Throws<ArgumentNullException>(() => new SessionWindowSet<int, List<int>, int>(rules, null!));
        Assert.Throws<ArgumentNullException>(() => new SessionWindowSet<int, List<int>, int>(rules, aggregator, null!, default, default));
    }

    private AddOutcome Add(long time, int value = 1) => set.Add(value, Timeline.At(time), Gap, closed, out problem);
}
