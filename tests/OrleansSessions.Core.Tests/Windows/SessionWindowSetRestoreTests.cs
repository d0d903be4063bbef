namespace OrleansSessions.Core.Tests;

public sealed class SessionWindowSetRestoreTests
{
    private static readonly SessionRules Rules = new(TimeSpan.FromTicks(10)) { AllowedLateness = TimeSpan.FromTicks(5) };

    [Fact]
    public void Constructor_FromParts_GivesTheSameState()
    {
        var key = Used();
        var original = key.Set;

        key.Restore();

        Assert.NotSame(original, key.Set);
        Assert.Equal(original.Open, key.Set.Open);
        Assert.Equal(original.Tail, key.Set.Tail);
        Assert.Equal(original.Watermark, key.Set.Watermark);
        Assert.Equal(original.Deadline, key.Set.Deadline);
        Assert.Equal(original.EarliestArrival, key.Set.EarliestArrival);
        Assert.Equal(original.HasLapsed, key.Set.HasLapsed);
    }

    [Theory]
    [InlineData(9, AddOutcome.Late)]
    [InlineData(10, AddOutcome.Accepted)]
    [InlineData(38, AddOutcome.Accepted)]
    [InlineData(100, AddOutcome.Accepted)]
    public void Add_AfterRestore_DecidesAsTheOriginal(long time, AddOutcome expected)
    {
        var original = Used();
        var restored = Used();
        restored.Restore();

        Assert.Equal(expected, original.Add(time));
        Assert.Equal(expected, restored.Add(time));
        original.Advance(Watermark.End);
        restored.Advance(Watermark.End);

        Assert.Equal(original.Final, restored.Final);
    }

    [Fact]
    public void Add_AfterRestore_LeavesTheStoredPartsAlone()
    {
        var key = Used();
        var parts = key.Set.Open.ToList();
        var set = new SessionWindowSet<long, ExactSum, decimal>(
            Rules, SessionAggregators.Sum<long>(value => value), parts, key.Set.Tail, key.Set.Watermark);

        set.Add(1, Timeline.At(100), Rules.Gap, [], out _);

        Assert.Equal(2, parts.Count);
        Assert.Equal(3, set.Open.Count);
    }

    [Fact]
    public void Constructor_UnderAShorterDuration_CutsWhatIsOpenAndNoFurtherThanItAlreadyHas()
    {
        var key = Limited();

        Assert.Equal([new SessionSummary(0, 16, 17, 3, 3), new SessionSummary(30, 30, 35, 1, 1)], key.Open);
    }

    [Theory]
    [InlineData(-3, "-3..0 0..17 30..35")]
    [InlineData(0, "0..17 30..35")]
    [InlineData(7, "0..17 30..35")]
    [InlineData(16, "0..17 30..35")]
    [InlineData(17, "0..17 17..22 30..35")]
    [InlineData(20, "0..17 20..25 30..35")]
    [InlineData(34, "0..17 30..35")]
    [InlineData(35, "0..17 30..35 35..40")]
    public void Add_UnderAShorterDuration_NeverMakesSessionsThatOverlap(long time, string expected)
    {
        var key = Limited();

        Assert.Equal(AddOutcome.Accepted, key.Add(time));

        Assert.Equal(expected, string.Join(' ', key.Open.Select(session => FormattableString.Invariant($"{session.Start}..{session.End}"))));
    }

    [Fact]
    public void Advance_UnderAShorterDuration_ClosesByIt()
    {
        var key = Limited();

        key.Advance(Watermark.End);

        Assert.All(key.Closed, session => Assert.Equal(CloseReason.MaxDuration, session.Reason));
        Assert.Equal(2, key.Final.Count);
    }

    // Events at 0, 8, 16 and 30 with gaps of 10, then a duration of 5 and watermarks that have not closed any of it.
    private static TestKey Limited()
    {
        var key = new TestKey(new SessionRules(TimeSpan.FromTicks(10)) { AllowedLateness = TimeSpan.FromTicks(50) });
        foreach (var time in new[] { 0, 8, 16, 30 })
        {
            key.Add(time);
        }

        key.Restore(new SessionRules(TimeSpan.FromTicks(10)) { AllowedLateness = TimeSpan.FromTicks(50), MaxDuration = TimeSpan.FromTicks(5) });
        return key;
    }

    private static TestKey Used()
    {
        var key = new TestKey(Rules);
        key.Add(0);
        key.Add(30);
        key.Add(45);
        key.Advance(15);
        Assert.Single(key.Final);
        return key;
    }
}
