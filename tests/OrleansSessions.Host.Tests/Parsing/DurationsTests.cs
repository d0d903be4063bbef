using OrleansSessions.Host.Configuration;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("500ms", "00:00:00.500")]
    [InlineData("10s", "00:00:10")]
    [InlineData("30m", "00:30:00")]
    [InlineData("2h", "02:00:00")]
    [InlineData("1d", "1.00:00:00")]
    [InlineData("36h", "1.12:00:00")]
    [InlineData("1.5s", "00:00:01.500")]
    [InlineData("0.5ms", "00:00:00.0005")]
    [InlineData("0s", "00:00:00")]
    [InlineData("00:05:00", "00:05:00")]
    [InlineData("1.02:03:04", "1.02:03:04")]
    [InlineData("00:00:00.250", "00:00:00.250")]
    [InlineData("23:59", "23:59:00")]
    public void TryParse_DurationInAnyForm_IsRead(string text, string expected)
    {
        Assert.True(Durations.TryParse(text, out var duration));

        Assert.Equal(TimeSpan.ParseExact(expected, ["c"], null), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("10")]
    [InlineData("1.5")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("-5s")]
    [InlineData("+5s")]
    [InlineData("-00:05:00")]
    [InlineData("1e3s")]
    [InlineData("1,000s")]
    [InlineData("1.2.3s")]
    [InlineData("10 s")]
    [InlineData("10S")]
    [InlineData("10 minutes")]
    [InlineData("5min")]
    [InlineData("PT5M")]
    [InlineData("10s5")]
    [InlineData("1h30m")]
    [InlineData("00:61:00")]
    [InlineData("max")]
    public void TryParse_AnythingElse_IsRefused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData("10675200d")]
    [InlineData("922337203686s")]
    [InlineData("99999999999999999999999999999s")]
    [InlineData("999999999999999999999999999999999999999999999999d")]
    public void TryParse_LongerThanTimeCanBe_IsRefused(string text) => Assert.False(Durations.TryParse(text, out _));

    [Theory]
    [InlineData("24:00:00")]
    [InlineData("25:00")]
    [InlineData("99:00:00")]
    public void TryParse_HoursOfADayOrMore_AreNeverReadAsDays(string text)
    {
        // In TimeSpan's own form 24:00:00 is 24 days: nobody means that.
        Assert.False(Durations.TryParse(text, out _));
    }

    [Fact]
    public void TryParse_LongestWholeDays_IsRead()
    {
        Assert.True(Durations.TryParse("10675199d", out var duration));
        Assert.Equal(TimeSpan.FromDays(10675199), duration);
    }
}
