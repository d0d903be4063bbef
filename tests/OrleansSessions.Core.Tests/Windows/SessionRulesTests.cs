namespace OrleansSessions.Core.Tests;

public sealed class SessionRulesTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromTicks(10);

    [Theory]
    [InlineData(GapBoundary.Exclusive, 0, 20)]
    [InlineData(GapBoundary.Exclusive, 5, 25)]
    [InlineData(GapBoundary.Inclusive, 0, 21)]
    [InlineData(GapBoundary.Inclusive, 5, 26)]
    public void IsClosed_AroundTheDeadline_ChangesThere(GapBoundary boundary, long lateness, long deadline)
    {
        var rules = new SessionRules(Gap) { Boundary = boundary, AllowedLateness = TimeSpan.FromTicks(lateness) };
        var window = Timeline.Window(10, 20);

        Assert.Equal(Timeline.WatermarkAt(deadline), rules.ClosesAt(window.End));
        Assert.False(rules.IsClosed(window, Timeline.WatermarkAt(deadline - 1)));
        Assert.True(rules.IsClosed(window, Timeline.WatermarkAt(deadline)));
        Assert.True(rules.IsClosed(window, Timeline.WatermarkAt(deadline + 1)));
        Assert.False(rules.IsClosed(window, Watermark.Beginning));
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive)]
    [InlineData(GapBoundary.Inclusive)]
    public void IsClosed_UnboundedLateness_OnlyEndOfTimeCloses(GapBoundary boundary)
    {
        var rules = new SessionRules(Gap) { Boundary = boundary, AllowedLateness = TimeSpan.MaxValue };
        var window = Timeline.Window(10, 20);

        Assert.Equal(Watermark.End, rules.ClosesAt(window.End));
        Assert.False(rules.IsClosed(window, Watermark.At(DateTimeOffset.MaxValue)));
        Assert.False(rules.IsClosed(window, Watermark.FromTicks(long.MaxValue - 1)));
        Assert.True(rules.IsClosed(window, Watermark.End));
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, true)]
    [InlineData(GapBoundary.Inclusive, false)]
    public void IsClosed_SessionUpToTheEndOfCalendar_EndOfTimeCloses(GapBoundary boundary, bool byLastInstant)
    {
        var rules = new SessionRules(Gap) { Boundary = boundary };
        var last = DateTimeOffset.MaxValue.AddTicks(-1);
        var window = SessionWindow.FromBounds(last, last, DateTimeOffset.MaxValue);

        Assert.Equal(byLastInstant, rules.IsClosed(window, Watermark.At(DateTimeOffset.MaxValue)));
        Assert.True(rules.IsClosed(window, Watermark.End));
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, 0, 100)]
    [InlineData(GapBoundary.Exclusive, 1, 101)]
    [InlineData(GapBoundary.Inclusive, 0, 100)]
    [InlineData(GapBoundary.Inclusive, 1, 101)]
    public void TailLapsesAt_LatenessAndLongestGap_AddsBoth(GapBoundary boundary, int ordinal, long expected)
    {
        var rules = new SessionRules(Gap)
        {
            Boundary = boundary,
            AllowedLateness = TimeSpan.FromTicks(20),
            LongestGap = TimeSpan.FromTicks(30),
        };

        Assert.Equal(Timeline.WatermarkAt(expected), rules.TailLapsesAt(new ClosedSpan(Timeline.Origin, Timeline.At(50), ordinal)));
    }

    [Fact]
    public void TailLapsesAt_BeyondTheCalendar_IsEndOfTime()
    {
        var rules = new SessionRules(Gap) { AllowedLateness = TimeSpan.MaxValue, LongestGap = TimeSpan.MaxValue };

        Assert.Equal(Watermark.End, rules.TailLapsesAt(new ClosedSpan(Timeline.Origin, Timeline.Origin, 0)));
    }

    [Theory]
    [InlineData(GapBoundary.Exclusive, null, 10)]
    [InlineData(GapBoundary.Inclusive, null, 11)]
    [InlineData(GapBoundary.Inclusive, 11L, 11)]
    [InlineData(GapBoundary.Inclusive, 10L, 10)]
    public void LateThrough_ClosedByGapOrDuration_EventAtTheEndIsLateWhereItWouldHaveJoined(
        GapBoundary boundary, long? maxDuration, long expected)
    {
        var rules = new SessionRules(Gap)
        {
            Boundary = boundary,
            MaxDuration = maxDuration is { } ticks ? TimeSpan.FromTicks(ticks) : null,
        };

        Assert.Equal(Timeline.At(expected), rules.LateThrough(Timeline.Window(0, 10)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Limits_NotPositive_Throw(long value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionRules(Gap) { MaxDuration = TimeSpan.FromTicks(value) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionRules(Gap) { MaxEvents = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionRules(Gap) { MaxStateBytes = value });
    }

    [Fact]
    public void Constructor_OnlyGap_HasTheDocumentedDefaults()
    {
        var rules = new SessionRules(Gap);

        Assert.Equal(Gap, rules.Gap);
        Assert.Equal(Gap, rules.LongestGap);
        Assert.Equal(GapBoundary.Exclusive, rules.Boundary);
        Assert.Equal(TimeSpan.Zero, rules.AllowedLateness);
        Assert.Null(rules.MaxDuration);
        Assert.Null(rules.MaxEvents);
        Assert.Null(rules.MaxStateBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Constructor_GapNotPositive_Throws(long ticks) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionRules(TimeSpan.FromTicks(ticks)));

    [Fact]
    public void LongestGap_ShorterThanGap_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionRules(Gap) { LongestGap = TimeSpan.FromTicks(9) });

    [Fact]
    public void AllowedLateness_Negative_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new SessionRules(Gap) { AllowedLateness = TimeSpan.FromTicks(-1) });
}
