using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace OrleansSessions.Host.Json;

/// <summary>Reads lines; empty ones are left out but counted. Of one that is too long only its length is known.</summary>
internal sealed class JsonLines(PipeReader input, int maxLineBytes)
{
    /// <summary>The most bytes of a line where nothing else is set.</summary>
    public const int DefaultMaxLineBytes = 1 << 20;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    // Of the line that the input stands in, what has been passed already as it is too long.
    private long passed;

    // How much of what is left of it has no end of a line: looking there again would make a long line dear.
    private long searched;

    /// <summary>How many lines have been read to their end.</summary>
    public long Count { get; private set; }

    /// <summary>The lines. A line's memory is valid until the next one is asked for.</summary>
    public async IAsyncEnumerable<NumberedJson> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isEnd = false;
        while (!isEnd)
        {
            var read = await input.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            isEnd = read.IsCompleted;
            while (TryTakeLine(ref rest, isEnd, out var line))
            {
                Count++;
                var length = passed + line.Length;
                passed = 0;
                if (length > maxLineBytes)
                {
                    yield return new NumberedJson(Count, default, $"The line has {length} bytes; at most {maxLineBytes} are allowed.");
                }
                else if (Trim(line, Count) is { Length: > 0 } json)
                {
                    yield return new NumberedJson(Count, json);
                }
            }

            if (passed + rest.Length > maxLineBytes)
            {
                passed += rest.Length;
                rest = rest.Slice(rest.End);
            }

            searched = rest.Length;

            input.AdvanceTo(rest.Start, rest.End);
        }
    }

    private bool TryTakeLine(ref ReadOnlySequence<byte> rest, bool isEnd, out ReadOnlySequence<byte> line)
    {
        var newline = rest.Slice(searched).PositionOf((byte)'\n');
        searched = 0;
        if (newline is not null)
        {
            line = rest.Slice(0, newline.Value);
            rest = rest.Slice(rest.GetPosition(1, newline.Value));
            return true;
        }

        line = rest;
        if (!isEnd || (rest.IsEmpty && passed == 0))
        {
            return false;
        }

        rest = rest.Slice(rest.End);
        return true;
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
