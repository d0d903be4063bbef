using System.Text;
using CsCheck;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Tests.Parsing;

public sealed class InputParserPropertyTests
{
    private static readonly Gen<string> Fragments = Gen.OneOf(
        "{", "}", "[", "]", ":", ",", "\"", "\\", "\"key\"", "\"timestamp\"", "\"gap\"", "\"watermark\"", "\"max\"", "\"a\"", "\"5m\"",
        "\"2026-01-01T12:00:00Z\"", "\"\\ud800\"", "1e400", "-1", "0", "1767268800000", "9999999999999999", "null", "true", " ", "\u00fc",
        "{\"key\":\"a\",", "\"timestamp\":0", "\"watermark\":", "\"gap\":1", "\"b\":[{}]");

    private static readonly Gen<byte[]> Lines = Gen.OneOf(
            """{"key":"a","timestamp":"2026-01-01T12:00:00Z","bytes":12,"path":"/x","tags":["a",{"b":null}]}""",
            """{"key":"ü","timestamp":1767268800000,"gap":"00:05:00"}""",
            """{"timestamp":-1,"gap":1500,"key":"a b","n":1e400}""",
            """{"watermark":"2026-01-01T12:00:00+01:00"}""",
            """{"watermark":"max"}""",
            """{"watermark":1767268800000,"note":"\u0061"}""")
        .Select(Encoding.UTF8.GetBytes);

    private static readonly Gen<byte[]> MutatedLines = Gen.Select(Lines, Gen.Select(Gen.Int[0, 200], Gen.Int[0, 2], Gen.Byte).Array[0, 4])
        .Select((line, changes) => changes.Aggregate(line, (bytes, change) => Change(bytes, change.Item1, change.Item2, change.Item3)));

    private static readonly Gen<byte[]> Inputs = Gen.Frequency(
        (1, Gen.Byte.Array[0, 60]),
        (3, Fragments.Array[0, 14].Select(parts => Encoding.UTF8.GetBytes(string.Concat(parts)))),
        (4, MutatedLines));

    [Fact]
    public void Parse_AnyBytes_GiveAnEventOrAControlLineOrAProblem()
    {
        long events = 0, controls = 0, problems = 0;
        Inputs.Holds(60_000, bytes =>
        {
            var line = new InputParser(needsTimestamp: true, acceptsControlLines: true, neededFields: null, EventLimits.Default).Parse(bytes);
            if (line.Problem is not null)
            {
                Assert.NotEmpty(line.Problem);
                Assert.Null(line.Watermark);
                Assert.Null(line.Event.Key);
                Interlocked.Increment(ref problems);
            }
            else if (line.Watermark is not null)
            {
                Assert.Null(line.Event.Key);
                Interlocked.Increment(ref controls);
            }
            else
            {
                Assert.Null(SessionNames.FindKeyProblem(line.Event.Key));
                Assert.NotNull(line.Event.Timestamp);
                Assert.DoesNotContain(line.Event.Value.Fields, field => field.Name is "key" or "timestamp" or "gap" or "watermark");
                Interlocked.Increment(ref events);
            }
        });

        // Each answer must be common, or the cases would say little about it.
        Assert.All([events, controls, problems], count => Assert.InRange(count, 500, long.MaxValue));
    }

    [Fact]
    public void Parse_AnyBytesWithoutControlLines_GiveAnEventOrAProblem()
    {
        long events = 0, problems = 0;
        Inputs.Holds(20_000, bytes =>
        {
            var line = new InputParser(needsTimestamp: false, acceptsControlLines: false, neededFields: null, EventLimits.Default).Parse(bytes);
            Assert.Null(line.Watermark);
            Assert.NotEqual(line.Problem is null, line.Event.Key is null);
            Interlocked.Increment(ref line.Problem is null ? ref events : ref problems);
        });

        Assert.All([events, problems], count => Assert.InRange(count, 500, long.MaxValue));
    }

    [Fact]
    public void Parse_FieldsNotNeeded_DoNotChangeTheAnswer() => Inputs.Holds(20_000, bytes =>
    {
        var whole = new InputParser(needsTimestamp: true, acceptsControlLines: true, neededFields: null, EventLimits.Default).Parse(bytes);
        var part = new InputParser(needsTimestamp: true, acceptsControlLines: true, new HashSet<string> { "bytes" }, EventLimits.Default).Parse(bytes);

        if (whole.Problem is null)
        {
            Assert.Null(part.Problem);
            Assert.Equal(whole.Watermark, part.Watermark);
            Assert.Equal((whole.Event.Key, whole.Event.Timestamp, whole.Event.Gap), (part.Event.Key, part.Event.Timestamp, part.Event.Gap));
        }
    });

    private static byte[] Change(byte[] bytes, int place, int kind, byte value)
    {
        var at = bytes.Length == 0 ? 0 : place % bytes.Length;
        return kind switch
        {
            0 => [.. bytes[..at], value, .. bytes[at..]],
            1 when bytes.Length > 0 => [.. bytes[..at], .. bytes[(at + 1)..]],
            _ when bytes.Length > 0 => [.. bytes[..at], value, .. bytes[(at + 1)..]],
            _ => bytes,
        };
    }
}
