using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace OrleansSessions.Host.Json;

/// <summary>Reads lines; empty ones are left out but counted.</summary>
internal static class JsonLines
{
    public const int MaxLineBytes = 1 << 20;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>The lines of a stream of bytes. A line's memory is valid until the next one is asked for.</summary>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="MaxLineBytes"/>.</exception>
    public static async IAsyncEnumerable<NumberedJson> ReadAsync(
        PipeReader input, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var number = 0L;
        var isEnd = false;
        while (!isEnd)
        {
            var read = await input.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            isEnd = read.IsCompleted;
            while (TryTakeLine(ref rest, isEnd, out var line))
            {
                number++;
                if (line.Length > MaxLineBytes)
                {
                    throw TooLong(input, read.Buffer, number);
                }

                var json = Trim(line, number);
                if (json.Length > 0)
                {
                    yield return new NumberedJson(number, json);
                }
            }

            if (rest.Length > MaxLineBytes)
            {
                throw TooLong(input, read.Buffer, number + 1);
            }

            input.AdvanceTo(rest.Start, rest.End);
        }
    }

    private static bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool isEnd, out ReadOnlySequence<byte> line)
    {
        if (rest.PositionOf((byte)'\n') is { } newline)
        {
            line = rest.Slice(0, newline);
            rest = rest.Slice(rest.GetPosition(1, newline));
            return true;
        }

        line = rest;
        if (!isEnd || rest.IsEmpty)
        {
            return false;
        }

        rest = rest.Slice(rest.End);
        return true;
    }

    private static InvalidDataException TooLong(PipeReader input, ReadOnlySequence<byte> buffer, long number)
    {
        // An HTTP connection whose body is left in the middle of a read could not be used for the next request.
        input.AdvanceTo(buffer.End);
        return new InvalidDataException($"Line {number} is longer than {MaxLineBytes} bytes; what comes before it was read.");
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlySequence<byte> line, long number)
    {
        var bytes = line.IsSingleSegment ? line.First : line.ToArray();
        if (number == 1 && bytes.Span.StartsWith(ByteOrderMark))
        {
            bytes = bytes[ByteOrderMark.Length..];
        }

        var text = bytes.Span.Trim(" \t\r"u8);
        return text.IsEmpty ? default : bytes.Slice(bytes.Span.IndexOf(text), text.Length);
    }
}
