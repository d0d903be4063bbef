using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using CsCheck;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class JsonLinesTests
{
    private const int MaxLineBytes = JsonLines.DefaultMaxLineBytes;

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\n", "1:a")]
    [InlineData("a\nb", "1:a 2:b")]
    [InlineData("a\r\nb\r\n", "1:a 2:b")]
    [InlineData("\n\na\n\nb\n\n", "3:a 5:b")]
    [InlineData("  a\t\n \t \n b ", "1:a 3:b")]
    [InlineData("\uFEFFa\nb", "1:a 2:b")]
    [InlineData("\uFEFF", "")]
    [InlineData("a\n\uFEFFb", "1:a 2:\uFEFFb")]
    [InlineData("a\rb", "1:a\rb")]
    public async Task ReadAsync_Text_GivesItsLinesWithTheirNumbers(string text, string expected) =>
        Assert.Equal(expected, await ReadAsync(PipeReader.Create(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(text)))));

    [Fact]
    public async Task ReadAsync_LineAcrossSegments_IsOneLine()
    {
        var first = new Segment("{\"key\""u8.ToArray());
        var last = first.Append(":\"a"u8.ToArray()).Append("\"}\n\r"u8.ToArray()).Append("\nb"u8.ToArray());

        Assert.Equal(
            "1:{\"key\":\"a\"} 3:b",
            await ReadAsync(PipeReader.Create(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length))));
    }

    [Fact]
    public void ReadAsync_TextInAnyPieces_GivesTheSameLines() =>
        Gen.Select(Gen.OneOf("a", "bc", " ", "\n", "\r\n", "\uFEFF", "ü").Array[0, 20], Gen.Int[1, 7]).Holds(5_000, input =>
        {
            var (parts, size) = input;
            var text = Encoding.UTF8.GetBytes(string.Concat(parts));
            var whole = ReadAsync(PipeReader.Create(new ReadOnlySequence<byte>(text))).GetAwaiter().GetResult();
            var pieces = ReadAsync(PipeReader.Create(
                new MemoryStream(text), new StreamPipeReaderOptions(bufferSize: size, minimumReadSize: 1))).GetAwaiter().GetResult();

            Assert.Equal(whole, pieces);
        });

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\nb\n")]
    public async Task ReadAsync_LineOfMostBytes_IsRead(string end)
    {
        var text = "x\n" + new string('a', MaxLineBytes) + end;

        var lines = await ReadAsync(PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Contains($"2:{new string('a', MaxLineBytes)}", lines, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "", "4:b")]
    [InlineData(1, "\n", "4:b")]
    [InlineData(5_000_000, "", "")]
    [InlineData(5_000_000, "\n", "4:b")]
    public async Task ReadAsync_LongerLine_IsAProblemOfThatLineOnly(int more, string end, string after)
    {
        var text = "x\n\n" + new string('a', MaxLineBytes + more) + end + (after.Length > 0 && end.Length == 0 ? "\n" : "") + (after.Length > 0 ? "b" : "");

        var lines = await ReadAsync(PipeReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        Assert.Equal($"1:x 3!The line has {MaxLineBytes + more} bytes; at most {MaxLineBytes} are allowed. {after}".TrimEnd(), lines);
    }

    private static async Task<string> ReadAsync(PipeReader input)
    {
        var lines = new List<string>();
        await foreach (var line in new JsonLines(input, MaxLineBytes).ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(line.Problem is null ? $"{line.Number}:{Encoding.UTF8.GetString(line.Json.Span)}" : $"{line.Number}!{line.Problem}");
        }

        return string.Join(' ', lines);
    }
}
