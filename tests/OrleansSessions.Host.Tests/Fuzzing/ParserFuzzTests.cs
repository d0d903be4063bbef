using System.IO.Pipelines;
using System.Text;
using CsCheck;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Tests.Fuzzing;

/// <summary>
/// The parsers of replay and of the service, over generated lines. <c>FUZZ</c> sets how many inputs each property gets: 30,000 by
/// default, 1,000,000 in the long form.
/// </summary>
public sealed class ParserFuzzTests(ITestOutputHelper output)
{
    private static readonly int Count = TestSize.Of("FUZZ", 30_000);

    private static readonly IEventParser[] Parsers =
    [
        new InputParser(needsTimestamp: true, acceptsControlLines: true, neededFields: null, EventLimits.Unlimited),
        new InputParser(needsTimestamp: true, acceptsControlLines: false, neededFields: null, EventLimits.Default),
        new InputParser(needsTimestamp: false, acceptsControlLines: false, neededFields: new HashSet<string> { "n" }, EventLimits.Default),
        new CloudEventParser(needsTimestamp: true, EventLimits.Default),
        new CloudEventParser(needsTimestamp: false, EventLimits.Default),
    ];

    [Fact]
    public void Parse_AnyLine_IsAnEventOrNamesWhatIsWrong()
    {
        long good = 0, bad = 0;
        FuzzInputs.Line.Holds(Count, bytes =>
        {
            foreach (var parser in Parsers)
            {
                var line = parser.Parse(bytes);
                if (line.Problem is { } problem)
                {
                    Assert.NotEmpty(problem);
                    Assert.True(Encoding.UTF8.GetByteCount(problem) < 1_000, problem);
                    Interlocked.Increment(ref bad);
                }
                else
                {
                    Assert.True(line.Watermark is not null || line.End is not null || SessionNames.FindKeyProblem(line.Event.Key) is null);
                    Interlocked.Increment(ref good);
                }
            }
        });
        output.WriteLine($"{Count:N0} lines: {good:N0} good, {bad:N0} bad.");
        Assert.InRange(good, Count / 10, long.MaxValue);
        Assert.InRange(bad, Count, long.MaxValue);
    }

    [Fact]
    public void Parse_AnyEvent_IsWrittenAsOneLineOfJson() => FuzzInputs.Line.Holds(Count / 10, bytes =>
    {
        var line = Parsers[1].Parse(bytes);
        if (line.Problem is not null)
        {
            return;
        }

        var json = Parsing.JsonText.Write(writer => LateEventJson.Write(writer, new LateEvent<Fields.FieldEvent>
        {
            Sessionizer = "visits",
            Key = line.Event.Key,
            Timestamp = line.Event.Timestamp!.Value,
            Watermark = line.Event.Timestamp!.Value,
            Value = line.Event.Value,
        }));
        Assert.DoesNotContain('\n', json);
        Assert.DoesNotContain('\r', json);
        using var parsed = System.Text.Json.JsonDocument.Parse(json);
    });

    [Fact]
    public void ReadLines_AnyBytesInAnyPieces_GiveTheSameLines() => Gen.Select(FuzzInputs.Line.Array[0, 5], Gen.Int[1, 200]).Holds(Count / 10, input =>
    {
        var (lines, size) = input;
        var bytes = lines.SelectMany(line => (byte[])[.. line, (byte)'\n']).ToArray();

        Assert.Equal(Read(bytes, 4_096), Read(bytes, size));
    });

    private static List<string> Read(byte[] bytes, int size)
    {
        var lines = new JsonLines(PipeReader.Create(new MemoryStream(bytes), new StreamPipeReaderOptions(bufferSize: size, minimumReadSize: 1)), 1_000);
        return lines.ReadAsync(CancellationToken.None)
            .Select(line => $"{line.Number} {line.Problem} {Convert.ToBase64String(line.Json.Span)}").ToListAsync().AsTask().GetAwaiter().GetResult();
    }
}
