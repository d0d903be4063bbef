using System.IO.Compression;
using System.Net;
using System.Text;
using ZstdSharp;

namespace OrleansSessions.Host.Tests.Api;

public sealed class EncodingTests(LimitedService service) : IClassFixture<LimitedService>
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("GZIP")]
    public async Task Post_CompressedLines_AreAccepted(string encoding)
    {
        var answer = await service.Http.PostBytesAsync("activity/events", Compress(encoding, Lines(100)), null, encoding);

        Assert.Equal((HttpStatusCode.OK, "100"), (answer.Status, answer["accepted"]));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Post_BodyThatIsLargeOnceDecompressed_TellsWhichLinesWereTaken(string encoding)
    {
        var line = """{"key":"bomb"}""" + new string(' ', 985) + "\n";

        var answer = await service.Http.PostBytesAsync("activity/events", Compress(encoding, string.Concat(Enumerable.Repeat(line, 5_000))), null, encoding);

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "30", "30"), (answer.Status, answer["read"], answer["accepted"]));
        Assert.StartsWith(
            "The body has more than 30000 bytes after decompression; that many are allowed (Sessions:Limits:DecompressedBytes).", answer["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Post_NotInTheEncodingThatItNames_IsAProblem(string encoding)
    {
        var answer = await service.Http.PostBytesAsync("activity/events", Encoding.UTF8.GetBytes(Lines(3)), null, encoding);

        Assert.Equal((HttpStatusCode.BadRequest, "0"), (answer.Status, answer["read"]));
        Assert.StartsWith($"The body is not valid {encoding}, or breaks off", answer["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task Post_CompressedBodyThatBreaksOff_IsAProblemAndNotTakenAsWhole(string encoding)
    {
        var whole = Compress(encoding, Lines(150));

        var answer = await service.Http.PostBytesAsync("activity/events", whole[..^12], null, encoding);

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Theory]
    [InlineData("deflate")]
    [InlineData("compress")]
    [InlineData("gzip, br")]
    [InlineData("x")]
    public async Task Post_UnknownEncoding_Is415ThatNamesThoseThatAreRead(string encoding)
    {
        var answer = await service.Http.PostBytesAsync("activity/events", Encoding.UTF8.GetBytes(Lines(1)), null, encoding);

        answer.AssertProblem(
            HttpStatusCode.UnsupportedMediaType, $"Content-Encoding '{encoding}' is not read; it may be one of gzip, br, zstd, or none.");
    }

    [Fact]
    public async Task Post_WindowLargerThanIsAllowed_IsAProblem()
    {
        using var bytes = new MemoryStream();
        using (var zstd = new CompressionStream(bytes, 3, leaveOpen: true))
        {
            zstd.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_windowLog, 27);
            await zstd.WriteAsync(Encoding.UTF8.GetBytes(Lines(2)), TestContext.Current.CancellationToken);
            await zstd.FlushAsync(TestContext.Current.CancellationToken);
            await zstd.WriteAsync(Encoding.UTF8.GetBytes(Lines(2)), TestContext.Current.CancellationToken);
        }

        var answer = await service.Http.PostBytesAsync("activity/events", bytes.ToArray(), null, "zstd");

        Assert.Equal((HttpStatusCode.BadRequest, "0"), (answer.Status, answer["accepted"]));
    }

    [Fact]
    public async Task Post_CompressedControl_IsRead()
    {
        var answer = await service.Http.PostBytesAsync("trips/watermark", Compress("gzip", """{"watermark":0}"""), null, "gzip");

        Assert.Equal((HttpStatusCode.OK, "1970-01-01T00:00:00.000Z"), (answer.Status, answer["watermark"]));
    }

    private static string Lines(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $$"""{"key":"c{{i % 9}}"}""" + "\n"));

    private static byte[] Compress(string encoding, string text)
    {
        using var bytes = new MemoryStream();
        using (Stream compressing = encoding.ToUpperInvariant() switch
        {
            "GZIP" => new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true),
            "BR" => new BrotliStream(bytes, CompressionLevel.Optimal, leaveOpen: true),
            _ => new CompressionStream(bytes, 3, leaveOpen: true),
        })
        {
            compressing.Write(Encoding.UTF8.GetBytes(text));
        }

        return bytes.ToArray();
    }
}
