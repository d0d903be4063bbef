using System.Text;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class InputParserProblemTests
{
    [Theory]
    [InlineData("""{"timestamp":0}""", "There is no \"key\", and no \"watermark\" or \"end\" either.")]
    [InlineData("{}", "There is no \"key\", and no \"watermark\" or \"end\" either.")]
    [InlineData("""{"key":"a"}""", "There is no \"timestamp\".")]
    [InlineData("""{"key":7,"timestamp":0}""", "\"key\" must be a text.")]
    [InlineData("""{"key":null,"timestamp":0}""", "\"key\" must be a text.")]
    [InlineData("""{"key":{"a":1},"timestamp":0}""", "\"key\" must be a text.")]
    [InlineData("""{"key":"","timestamp":0}""", "The key is empty.")]
    [InlineData("[]", "An event is a JSON object.")]
    [InlineData("7", "An event is a JSON object.")]
    [InlineData("\"a\"", "An event is a JSON object.")]
    [InlineData("""{"key":"a","timestamp":0} {"key":"b","timestamp":0}""", "There is more than one JSON value on the line.")]
    [InlineData("""{"key":"a","timestamp":0}}""", "Not valid JSON at byte 25.")]
    [InlineData("", "An event is a JSON object.")]
    [InlineData("hello", "Not valid JSON at byte 0.")]
    [InlineData("""{"key":"a","timestamp":0""", "Not valid JSON at byte 24.")]
    [InlineData("""{"key":"a",}""", "Not valid JSON at byte 11.")]
    [InlineData("""{"key":"a","timestamp":0,"n":NaN}""", "Not valid JSON at byte 29.")]
    [InlineData("""{"key":"\ud800","timestamp":0}""", "Not valid Unicode text.")]
    public void Parse_BadLine_SaysWhatIsWrong(string json, string problem) => Assert.Equal(problem, InputLines.Replay(json).Problem);

    [Theory]
    [InlineData("timestamp", "\"yesterday\"", "\"timestamp\" must be a time in ISO-8601 with an offset, or epoch milliseconds, but is \"yesterday\".")]
    [InlineData("timestamp", "\"2026-01-01T12:00:00\"", "\"timestamp\" must be a time in ISO-8601 with an offset, or epoch milliseconds, but is \"2026-01-01T12:00:00\".")]
    [InlineData("timestamp", "{\"a\":[1]}", "\"timestamp\" must be a time in ISO-8601 with an offset, or epoch milliseconds, but is {\"a\":[1]}.")]
    [InlineData("timestamp", "null", "\"timestamp\" must be a time in ISO-8601 with an offset, or epoch milliseconds, but is null.")]
    [InlineData("gap", "\"soon\"", "\"gap\" must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, or milliseconds, but is \"soon\".")]
    [InlineData("gap", "1.5", "\"gap\" must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, or milliseconds, but is 1.5.")]
    [InlineData("gap", "9223372036854775807", "\"gap\" must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, or milliseconds, but is 9223372036854775807.")]
    [InlineData("gap", "-9223372036854775808", "\"gap\" must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, or milliseconds, but is -9223372036854775808.")]
    [InlineData("gap", "[]", "\"gap\" must be a duration like 500ms, 10s, 30m, 2h, 1d or hh:mm:ss, or milliseconds, but is [].")]
    [InlineData("watermark", "\"min\"", "\"watermark\" must be a time in ISO-8601 with an offset, or epoch milliseconds, or \"max\", but is \"min\".")]
    [InlineData("watermark", "true", "\"watermark\" must be a time in ISO-8601 with an offset, or epoch milliseconds, or \"max\", but is true.")]
    public void Parse_ValueOfWrongForm_NamesPropertyRuleAndValue(string property, string value, string problem) =>
        Assert.Equal(problem, InputLines.Replay($$"""{"key":"a","{{property}}":{{value}}}""").Problem);

    [Fact]
    public void Parse_KeyOfTooManyBytes_SaysHowMany() => Assert.Equal(
        "The key has 514 bytes of UTF-8; at most 512 are allowed.",
        InputLines.Replay($$"""{"key":"{{new string('ü', 257)}}","timestamp":0}""").Problem);

    [Fact]
    public void Parse_KeyOfMostBytes_IsAnEvent() =>
        Assert.Null(InputLines.Replay($$"""{"key":"{{new string('ü', 256)}}","timestamp":0}""").Problem);

    [Theory]
    [InlineData(63, null)]
    [InlineData(64, "Not valid JSON at byte 92.")]
    [InlineData(10_000, "Not valid JSON at byte 92.")]
    public void Parse_DeepNesting_IsRefusedBeyondSixtyFour(int depth, string? problem)
    {
        var nested = new string('[', depth) + new string(']', depth);

        Assert.Equal(problem, InputLines.Replay($$"""{"key":"a","timestamp":0,"a":{{nested}}}""").Problem);
        Assert.Equal(problem, InputLines.Replay($$"""{"key":"a","timestamp":0,"a":{{nested}}}""", "b").Problem);
    }

    [Theory]
    [InlineData("key")]
    [InlineData("timestamp")]
    [InlineData("gap")]
    [InlineData("watermark")]
    [InlineData("path")]
    public void Parse_InvalidUtf8InAnyValue_IsRefused(string property)
    {
        byte[] line = [.. Encoding.UTF8.GetBytes($"{{\"{property}\":\""), 0xC3, 0x28, .. "\"}"u8];

        Assert.NotEmpty(new InputParser(needsTimestamp: true, acceptsControlLines: true, neededFields: null, EventLimits.Default).Parse(line).Problem!);
    }

    [Fact]
    public void Parse_InvalidUtf8InAName_IsRefused()
    {
        byte[] line = [.. "{\"key\":\"a\",\"timestamp\":0,\"n"u8, 0xFF, .. "\":1}"u8];

        Assert.Equal(
            "Not valid Unicode text.",
            new InputParser(needsTimestamp: true, acceptsControlLines: true, neededFields: null, EventLimits.Default).Parse(line).Problem);
    }
}
