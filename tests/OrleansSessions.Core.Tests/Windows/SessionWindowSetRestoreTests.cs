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
