using OrleansSessions.Fields;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class InputParserTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Parse_Event_HasKeyTimeAndFields()
    {
        var line = InputLines.Replay("""{"key":"a","timestamp":"2026-01-01T12:00:00Z","bytes":12,"ok":true,"path":"/","tags":[1, 2],"none":null}""");

        Assert.Null(line.Problem);
        Assert.Null(line.Watermark);
        Assert.Equal("a", line.Event.Key);
        Assert.Equal(Noon, line.Event.Timestamp);
        Assert.Null(line.Event.Gap);
        Assert.Equal(
            [
                new Field("bytes", FieldValue.Of(12)), new Field("ok", FieldValue.Of(true)), new Field("path", FieldValue.Of("/")),
                new Field("tags", FieldValue.OfRaw("[1, 2]")), new Field("none", default),
            ],
            line.Event.Value.Fields);
    }

    [Fact]
    public void Parse_PropertiesInAnyOrderWithEscapes_IsTheSameEvent()
    {
        var line = InputLines.Replay("""  { "n" : 1 , "timestamp" : 1767268800000 , "k\u0065y" : "\u0061" }  """);

        Assert.Null(line.Problem);
        Assert.Equal(("a", Noon), (line.Event.Key, line.Event.Timestamp!.Value));
    }

    [Fact]
    public void Parse_NeededFields_AreTheOnlyOnesKept()
    {
        var line = InputLines.Replay("""{"skip":{"deep":[1,{"b":2}]},"key":"a","timestamp":0,"b":1,"c":"x"}""", "b");

        Assert.Equal([new Field("b", FieldValue.Of(1))], line.Event.Value.Fields);
    }

    [Fact]
    public void Parse_FieldGivenTwice_TheLastCounts() =>
        Assert.Equal(FieldValue.Of(2), InputLines.Replay("""{"key":"a","timestamp":0,"b":1,"b":2}""").Event.Value["b"]);

    [Theory]
    [InlineData("\"00:05:00\"", 300_000)]
    [InlineData("\"5m\"", 300_000)]
    [InlineData("\"500ms\"", 500)]
    [InlineData("1500", 1_500)]
    [InlineData("0", 0)]
    [InlineData("-1", -1)]
    public void Parse_Gap_IsTextOrMilliseconds(string gap, double milliseconds) => Assert.Equal(
        TimeSpan.FromMilliseconds(milliseconds),
        InputLines.Replay($$"""{"key":"a","timestamp":0,"gap":{{gap}}}""").Event.Gap);

    [Theory]
    [InlineData("{\"watermark\":\"2026-01-01T12:00:00Z\"}")]
    [InlineData("{\"watermark\":\"2026-01-01T13:00:00+01:00\"}")]
    [InlineData("{\"note\":[1],\"watermark\":1767268800000}")]
    public void Parse_WatermarkWithoutKey_IsAControlLine(string json)
    {
        var line = InputLines.Replay(json);

        Assert.Null(line.Problem);
        Assert.Equal(Watermark.At(Noon), line.Watermark);
    }

    [Fact]
    public void Parse_WatermarkMax_IsTheEndOfTime() => Assert.Equal(Watermark.End, InputLines.Replay("""{"watermark":"max"}""").Watermark);

    [Fact]
    public void Parse_WatermarkWithKey_IsAnEvent()
    {
        var line = InputLines.Replay("""{"watermark":0,"key":"a","timestamp":"2026-01-01T12:00:00Z"}""");

        Assert.Null(line.Problem);
        Assert.Null(line.Watermark);
        Assert.Equal("a", line.Event.Key);
    }

    [Fact]
    public void Parse_ControlLineWhereNoneIsTaken_IsNoEvent() =>
        Assert.Equal("There is no \"key\".", InputLines.EventTime("""{"watermark":"max"}""").Problem);

    [Theory]
    [InlineData("\"whenever\"")]
    [InlineData("17")]
    [InlineData("{\"a\":1}")]
    public void Parse_TimestampOnTheArrivalClock_IsPayload(string timestamp)
    {
        var line = InputLines.Arrival($$"""{"key":"a","timestamp":{{timestamp}},"watermark":1}""");

        Assert.Null(line.Problem);
        Assert.Null(line.Event.Timestamp);
        Assert.Equal(JsonText.ReadField(timestamp), line.Event.Value["timestamp"]);
        Assert.Equal(FieldValue.Of(1), line.Event.Value["watermark"]);
    }

    [Fact]
    public void Parse_NoTimestampOnTheArrivalClock_IsAnEvent() => Assert.Null(InputLines.Arrival("""{"key":"a"}""").Problem);
}
