namespace OrleansSessions.Server.Tests;

public sealed class WatermarkHistoryTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void FindReached_SeveralHaveReachedIt_GivesWhenTheFirstWasLearnt()
    {
        var history = new WatermarkHistory();
        history.Add(Watermark.FromTicks(10), Start);
        history.Add(Watermark.FromTicks(20), Start.AddSeconds(1));
        history.Add(Watermark.FromTicks(30), Start.AddSeconds(2));

        Assert.Equal(Start, history.FindReached(Watermark.FromTicks(10)));
        Assert.Equal(Start.AddSeconds(1), history.FindReached(Watermark.FromTicks(11)));
        Assert.Equal(Start.AddSeconds(2), history.FindReached(Watermark.FromTicks(30)));
        Assert.Null(history.FindReached(Watermark.FromTicks(31)));
    }

    [Fact]
    public void FindReached_LearntAtOnceAndAddedTheOtherWayRound_GivesTheEarlierTime()
    {
        var history = new WatermarkHistory();
        history.Add(Watermark.FromTicks(20), Start.AddSeconds(1));
        history.Add(Watermark.FromTicks(10), Start);

        Assert.Equal(Start.AddSeconds(1), history.FindReached(Watermark.FromTicks(15)));
        Assert.Equal(Start, history.FindReached(Watermark.FromTicks(5)));
    }

    [Fact]
    public void FindReached_LongerAgoThanIsKept_GivesTheEarliestThatIs()
    {
        var history = new WatermarkHistory();
        for (var i = 1; i <= 100; i++)
        {
            history.Add(Watermark.FromTicks(i), Start.AddSeconds(i));
        }

        Assert.Equal(Start.AddSeconds(37), history.FindReached(Watermark.FromTicks(1)));
        Assert.Equal(Start.AddSeconds(37), history.FindReached(Watermark.FromTicks(37)));
        Assert.Equal(Start.AddSeconds(38), history.FindReached(Watermark.FromTicks(38)));
    }
}
