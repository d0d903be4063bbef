using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansSessions.Host.Json;
using OrleansSessions.Host.Limits;

namespace OrleansSessions.Host.Http.Bodies;

/// <summary>The events of a request body, each with its line, or with its place in the array.</summary>
internal sealed class EventBody(Stream content, EventFormat format, HostLimits limits, InFlight inFlight) : IAsyncDisposable
{
    private const int BufferBytes = 32 * 1024;

    private readonly PipeReader body = PipeReader.Create(content, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));
    private long held;

    /// <exception cref="BodyException">The body can not be read on; the message says why.</exception>
    public async IAsyncEnumerable<NumberedJson> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (format == EventFormat.Json && !await BeginsArrayAsync(cancellationToken))
        {
            await foreach (var line in new JsonLines(body, limits.LineBytes).ReadAsync(cancellationToken))
            {
                yield return line;
            }

            yield break;
        }

        var whole = await ReadWholeAsync(cancellationToken);
        if (format == EventFormat.CloudEvent)
        {
            yield return Limit(1, whole);
            yield break;
        }

        using var array = Parse(whole);
        var number = 0L;
        foreach (var element in array.RootElement.EnumerateArray())
        {
            yield return Limit(++number, JsonMarshal.GetRawUtf8Value(element).ToArray());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await body.CompleteAsync();
        inFlight.Return(0, held);
    }

    private NumberedJson Limit(long number, ReadOnlyMemory<byte> json) => json.Length <= limits.LineBytes
        ? new NumberedJson(number, json)
        : new NumberedJson(number, default, $"The event has {json.Length} bytes; at most {limits.LineBytes} are allowed.");

    private async Task<ReadOnlyMemory<byte>> ReadWholeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (read.Buffer.Length > limits.ArrayBytes)
            {
                throw BoundedStream.TooLarge(limits.ArrayBytes, nameof(limits.ArrayBytes), ", as one JSON value");
            }

            if (!inFlight.TryTake(0, read.Buffer.Length - held))
            {
                throw inFlight.Refusal();
            }

            held = read.Buffer.Length;
            if (read.IsCompleted)
            {
                return read.Buffer.ToArray();
            }

            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? document
                : throw new BodyException(StatusCodes.Status400BadRequest, "The body must be a JSON array.");
        }
        catch (JsonException exception)
        {
            throw new BodyException(
                StatusCodes.Status400BadRequest,
                $"The array is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}.",
                exception);
        }
    }

    private async Task<bool> BeginsArrayAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var first = FirstCharacter(read.Buffer);
            var isBlank = first is null && read.Buffer.Length > limits.LineBytes;
            body.AdvanceTo(read.Buffer.Start, first is null ? read.Buffer.End : read.Buffer.Start);
            if (first is not null || read.IsCompleted || isBlank)
            {
                return first == (byte)'[';
            }
        }
    }

    private static byte? FirstCharacter(ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.AdvancePastAny(" \t\r\n"u8);
        return reader.TryPeek(out var first) ? first : null;
    }
}
