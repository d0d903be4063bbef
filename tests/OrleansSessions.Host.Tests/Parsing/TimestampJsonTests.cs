using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class TimestampJsonTests
{
    [Theory]
    [InlineData("\"2015-05-17T10:05:03Z\"", 1431857103000)]
    [InlineData("\"2015-05-17T10:05:03.25Z\"", 1431857103250)]
    [InlineData("\"2015-05-17T12:05:03+02:00\"", 1431857103000)]
    [InlineData("\"2015-05-17T05:35:03-04:30\"", 1431857103000)]
    [InlineData("\"2015-05-17T10:05Z\"", 1431857100000)]
    [InlineData("1431857103000", 1431857103000)]
    [InlineData("0", 0)]
    [InlineData("-1", -1)]
    [InlineData("-62135596800000", -62135596800000)]
    [InlineData("253402300799999", 253402300799999)]
    public void TryRead_TimeWithOffsetOrEpoch_IsThatInstant(string json, long epochMilliseconds) =>
        Assert.Equal(epochMilliseconds, JsonText.ReadTimestamp(json)?.ToUnixTimeMilliseconds());

    [Fact]
    public void TryRead_SevenDigits_KeepsTheTick() => Assert.Equal(
        new DateTimeOffset(2015, 5, 17, 10, 5, 3, TimeSpan.Zero).AddTicks(1), JsonText.ReadTimestamp("\"2015-05-17T10:05:03.0000001Z\""));

    [Theory]
    [InlineData("\"2015-05-17T10:05:03\"")]
    [InlineData("\"2015-05-17T10:05\"")]
    [InlineData("\"2015-05-17T10:05:03.123\"")]
    [InlineData("\"2015-05-17\"")]
    [InlineData("\"2015-05-17Z\"")]
    [InlineData("\"2015-05\"")]
    [InlineData("\"\"")]
    [InlineData("\"Z\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"1431857103000\"")]
    [InlineData("\"17/May/2015:10:05:03 +0000\"")]
    [InlineData("\"2015-02-30T10:05:03Z\"")]
    [InlineData("\"2015-05-17T24:05:03Z\"")]
    [InlineData("\"2015-05-17T10:05:03+25:00\"")]
    [InlineData("\"0001-01-01T00:00:00+02:00\"")]
    [InlineData("1431857103000.5")]
    [InlineData("1.431857103e12")]
    [InlineData("253402300800000")]
    [InlineData("-62135596800001")]
    [InlineData("99999999999999999999")]
    [InlineData("true")]
    [InlineData("null")]
    public void TryRead_NoOffsetOrNoInstant_IsRefused(string json) => Assert.Null(JsonText.ReadTimestamp(json));

    [Theory]
    [InlineData(0, "{\"t\":\"2015-05-17T10:05:03.000Z\"}")]
    [InlineData(2_500_000, "{\"t\":\"2015-05-17T10:05:03.250Z\"}")]
    [InlineData(1, "{\"t\":\"2015-05-17T10:05:03.0000001Z\"}")]
    [InlineData(2_500_010, "{\"t\":\"2015-05-17T10:05:03.2500010Z\"}")]
    public void Write_Time_HasSevenDigitsOnlyWhereNeeded(long ticks, string expected)
    {
        var time = new DateTimeOffset(2015, 5, 17, 12, 5, 3, TimeSpan.FromHours(2)).AddTicks(ticks);

        var written = JsonText.Write(writer =>
        {
            writer.WriteStartObject();
            TimestampJson.Write(writer, "t", time);
            writer.WriteEndObject();
        });

        Assert.Equal(expected, written);
    }
}
