namespace OrleansSessions.Core.Tests;

public sealed class SessionTailTests
{
    [Fact]
    public void Default_Nothing_IsEmpty()
    {
        SessionTail tail = default;

        Assert.True(tail.IsEmpty);
        Assert.Equal(DateTimeOffset.MinValue, tail.ClosedThrough);
        Assert.Equal(0, tail.NextOrdinal(DateTimeOffset.MinValue));
    }

    [Fact]
    public void Append_First_RemembersEndStartAndOrdinal()
    {
        var tail = default(SessionTail).Append(Timeline.Window(5, 15), 0);

        Assert.False(tail.IsEmpty);
        Assert.Equal(new SessionTail(Timeline.At(15), Timeline.At(5), 0), tail);
    }

    [Fact]
    public void Append_EarlierEnd_KeepsTheGreatestEnd()
    {
        var tail = default(SessionTail).Append(Timeline.Window(50, 60), 0).Append(Timeline.Window(5, 15), 0);

        Assert.Equal(Timeline.At(60), tail.ClosedThrough);
        Assert.Equal(Timeline.At(5), tail.LastStart);
    }

    [Fact]
    public void NextOrdinal_SameStart_CountsUp()
    {
        var tail = default(SessionTail);
        for (var expected = 0; expected < 3; expected++)
        {
            Assert.Equal(expected, tail.NextOrdinal(Timeline.At(5)));
            tail = tail.Append(Timeline.Window(5, 15), expected);
        }

        Assert.Equal(0, tail.NextOrdinal(Timeline.At(6)));
    }

    [Theory]
    [InlineData(14, 15)]
    [InlineData(16, 16)]
    public void Through_AnyInstant_OnlyMovesForward(long through, long expected)
    {
        var tail = default(SessionTail).Append(Timeline.Window(5, 15), 3).Through(Timeline.At(through).UtcTicks);

        Assert.Equal(new SessionTail(Timeline.At(expected), Timeline.At(5), 3), tail);
    }
}
