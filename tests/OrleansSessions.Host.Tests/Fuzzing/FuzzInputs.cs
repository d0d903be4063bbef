using System.IO.Compression;
using System.Text;
using CsCheck;

namespace OrleansSessions.Host.Tests.Fuzzing;

/// <summary>Generated lines, bodies and requests: good ones, nearly good ones, and rubbish.</summary>
internal static class FuzzInputs
{
    private static readonly Gen<string> Fragments = Gen.OneOf(
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\"key\"", "\"timestamp\"", "\"gap\"", "\"producer\":\"p\"", "\"sequence\":", "\"watermark\"", "\"end\"", "\"max\"",
        "\"a\"", "\"5m\"", "\"2026-01-01T12:00:00Z\"", "\"\\ud800\"", "1e400", "-1", "0", "1767268800000", "9999999999999999", "null", "true", " ", "\n", "\r", "\u00fc",
        "{\"key\":\"a\",", "\"n\":1", "\"n\":[{}]", "\u0000", "\uFEFF", "\"specversion\":\"1.0\"", "\"subject\":\"a\"", "\"data\":", "\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"");

    private static readonly Gen<byte[]> GoodLines = Gen.OneOf(
            """{"key":"a","timestamp":"2026-01-01T12:00:00Z","bytes":12,"path":"/x","tags":["a",{"b":null}]}""",
            """{"key":"ü","n":1}""", """{"key":"b","n":"text","producer":"p","sequence":1}""", """{"key":"c","gap":"1s"}""", "7", "",
            """{"key":"a","timestamp":1767268800000,"n":1e400}""", """{"watermark":"max"}""", """{"end":"a","timestamp":0}""",
            """{"specversion":"1.0","id":"1","source":"/s","type":"t","subject":"a","time":"2026-01-01T12:00:00Z","data":{"n":1}}""",
            """{"specversion":"1.0","id":"1","source":"/s","type":"t","partitionkey":"b","ext":1,"data":"x"}""")
        .Select(Encoding.UTF8.GetBytes);

    private static readonly Gen<byte[]> MutatedLines = Gen
        .Select(GoodLines, Gen.Select(Gen.Int[0, 300], Gen.Int[0, 3], Gen.Byte).Array[1, 5])
        .Select((line, changes) => changes.Aggregate(line, (bytes, change) => Change(bytes, change.Item1, change.Item2, change.Item3)));

    /// <summary>A line, without its end.</summary>
    public static Gen<byte[]> Line { get; } = Gen.Frequency(
        (2, GoodLines),
        (4, MutatedLines),
        (2, Fragments.Array[0, 14].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))),
        (1, Gen.Byte.Array[0, 60]),
        (1, Gen.Int[0, 3_000].Select(length => Encoding.UTF8.GetBytes($$"""{"key":"{{new string('k', length % 600)}}","f{{length}}":"{{new string('v', length)}}"}"""))));

    private static readonly Gen<byte[]> Bodies = Gen.Frequency(
        (6, Line.Array[0, 6].Select(lines => Join(lines, "", "\n", ""))),
        (2, Line.Array[0, 4].Select(lines => Join(lines, "[", ",", "]"))),
        (2, Line));

    private static readonly Gen<string> Paths = Gen.Frequency(
        (6, Gen.OneOf("sessionizers/activity/events", "sessionizers/visits/events", "sessionizers/fast/events")),
        (1, Gen.Select(
            Gen.OneOf("sessionizers/fast/", "sessionizers/visits/", "sessionizers/none/", "sessionizers/", ""),
            Gen.OneOf("", "closed?", "late?", "open?", "sessions/a", "sessions/a%2Fb", "sessions/%00", "sessions/a/end", "watermark", "sources/a", "drain", "reopen", "events", "%2e%2e", "nothing"),
            Gen.OneOf("", "after=end", "after=x", "after=ARABAAAAAAAAAAAAAAAAAAAA", "limit=0", "limit=10", "limit=99999999999", "wait=0", "wait=-1", "wait=1e3", "key=a", "key=", "partition=3", "partition=16", "partition=-1", "key=a&key=b", "limit=%00"))
            .Select((start, middle, end) => middle.EndsWith('?') ? start + middle + end : start + middle)));

    /// <summary>A request.</summary>
    public static Gen<FuzzRequest> Request { get; } = Gen.Select(
        Gen.Frequency((8, Gen.Const("POST")), (1, Gen.Const("GET")), (1, Gen.OneOf("DELETE", "PUT", "PATCH"))),
        Paths,
        Gen.Frequency((5, Gen.Const(() => (string?)null)), (5, Gen.OneOf<string?>(
            "application/x-ndjson", "application/json", "application/cloudevents+json", "application/cloudevents-batch+json", "text/xml", "text/plain; charset=utf-16"))),
        Gen.Frequency((8, Gen.Const(() => (string?)null)), (2, Gen.OneOf<string?>("gzip", "br", "zstd", "deflate", "gzip, br", "identity"))),
        Gen.OneOf<string?>(null, "*/*", "text/html", "application/json"),
        Gen.Frequency((6, Gen.Const(() => (string?)null)), (2, Gen.OneOf<string?>("a", "b", "", new string('k', 300)))),
        Bodies,
        Gen.Bool)
        .Select((method, path, media, encoding, accept, idempotency, body, isCompressed) =>
            new FuzzRequest(method, path, media, encoding, accept, idempotency, isCompressed && encoding is not null ? Compress(encoding, body) : body));

    private static byte[] Join(byte[][] parts, string start, string between, string end)
    {
        using var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes(start));
        for (var i = 0; i < parts.Length; i++)
        {
            bytes.Write(Encoding.UTF8.GetBytes(i == 0 ? "" : between));
            bytes.Write(parts[i]);
        }

        bytes.Write(Encoding.UTF8.GetBytes(end));
        return bytes.ToArray();
    }

    private static byte[] Change(byte[] bytes, int place, int kind, byte value)
    {
        var at = bytes.Length == 0 ? 0 : place % bytes.Length;
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[at..]],
            1 when bytes.Length > 0 => [.. bytes[..at], .. bytes[(at + 1)..]],
            2 when bytes.Length > 0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            3 => bytes[..at],
            _ => bytes,
        };
    }

    private static byte[] Compress(string encoding, byte[] body)
    {
        using var bytes = new MemoryStream();
        using (Stream compressing = encoding switch
        {
            "br" => new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
            "zstd" => new ZstdSharp.CompressionStream(bytes, 1, leaveOpen: true),
            _ => new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true),
        })
        {
            compressing.Write(body);
        }

        return bytes.ToArray();
    }
}
