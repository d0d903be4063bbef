using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using OrleansSessions.Host.Json;

namespace OrleansSessions.Host.Http;

/// <summary>The events of a request body, each with its line, or with its place in the array.</summary>
internal static class EventBody
{
    /// <exception cref="InvalidDataException">The body as a whole can not be read on; the message says why.</exception>
    public static async IAsyncEnumerable<NumberedJson> ReadAsync(
        PipeReader body, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!await BeginsArrayAsync(body, cancellationToken))
        {
            await foreach (var line in JsonLines.ReadAsync(body, cancellationToken))
            {
                yield return line;
            }

            yield break;
        }

        using var array = await ParseAsync(body, cancellationToken);
        var number = 0L;
        foreach (var element in array.RootElement.EnumerateArray())
        {
            yield return new NumberedJson(++number, JsonMarshal.GetRawUtf8Value(element).ToArray());
        }
    }

    private static async Task<JsonDocument> ParseAsync(PipeReader body, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(body.AsStream(), cancellationToken: cancellationToken);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException(
                $"The array is not valid JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine}; nothing was appended.");
        }
    }

    private static async Task<bool> BeginsArrayAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            var first = FirstCharacter(read.Buffer);
            body.AdvanceTo(read.Buffer.Start, first is null ? read.Buffer.End : read.Buffer.Start);
            if (first is not null || read.IsCompleted)
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
