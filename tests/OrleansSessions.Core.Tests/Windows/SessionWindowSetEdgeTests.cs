namespace OrleansSessions.Core.Tests;

public sealed class SessionWindowSetEdgeTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromTicks(10);

    [Fact]
    public void Add_TimeWithOffset_AggregatorSeesUtc()
    {
        // Two spellings of one instant are equal but print differently, so a list of them would depend on arrival.
        var list = SessionAggregators.List<int, int>(value => value);
        var set = new SessionWindowSet<int, List<TimedValue<int>>, IReadOnlyList<TimedValue<int>>>(new SessionRules(Gap), list);
        var closed = new List<FinalSession<IReadOnlyList<TimedValue<int>>>>();

        set.Add(1, Timeline.Origin.ToOffset(TimeSpan.FromHours(2)), Gap, closed, out _);
        set.Add(2, Timeline.Origin.ToOffset(TimeSpan.FromHours(-7)), Gap, closed, out _);
        set.Advance(Watermark.End, closed);

        Assert.Equal([TimeSpan.Zero, TimeSpan.Zero], Assert.Single(closed).Result!.Select(value => value.Time.Offset));
    }

    [Fact]
    public void Add_PastTheCalendar_RejectsWithReason()
    {
        var set = new SessionWindowSet<int, long, long>(new SessionRules(Gap), SessionAggregators.Count<int>());

        Assert.Equal(AddOutcome.Rejected, set.Add(1, DateTimeOffset.MaxValue, Gap, [], out var problem));

        Assert.Contains("calendar", problem, StringComparison.Ordinal);
        Assert.Empty(set.Open);
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive)]
    [InlineData(GapBoundary.Inclusive)]
    public void EarliestArrival_ClosedThroughEndOfCalendar_IsItsLastInstant(GapBoundary boundary)
    {
        var set = new SessionWindowSet<int, long, long>(new SessionRules(Gap) { Boundary = boundary }, SessionAggregators.Count<int>());
        set.Add(1, DateTimeOffset.MaxValue - Gap, Gap, [], out _);
        var closed = new List<FinalSession<long>>();

        set.Advance(Watermark.FromTicks(DateTimeOffset.MaxValue.UtcTicks + 1), closed);

        Assert.Single(closed);
        Assert.Equal(DateTimeOffset.MaxValue, set.EarliestArrival);
        Assert.Equal(AddOutcome.Rejected, set.Add(1, set.EarliestArrival, Gap, closed, out _));
    }
}
