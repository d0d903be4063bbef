using System.Buffers.Text;

namespace OrleansSessions.Server;

/// <summary>A place in the log: the position after which to read, for each partition. Not thread-safe.</summary>
public sealed class LogCursor
{
    private const byte Format = 1;

    private readonly long[] positions;

    private LogCursor(long[] positions) => this.positions = positions;

    /// <summary>The number of partitions.</summary>
    public int Partitions => positions.Length;

    /// <summary>The position after which to read in a partition, or <see cref="LogQuery.Oldest"/>.</summary>
    /// <param name="partition">The partition, from 0.</param>
    public long this[int partition]
    {
        get => positions[partition];
        set => positions[partition] = value;
    }

    /// <summary>Before the oldest entries that retention has kept.</summary>
    /// <param name="partitions">The number of partitions; positive.</param>
    public static LogCursor Oldest(int partitions)
    {
        var positions = new long[partitions];
        Array.Fill(positions, LogQuery.Oldest);
        return new LogCursor(positions);
    }

    /// <summary>Reads what <see cref="ToString"/> has written.</summary>
    /// <param name="text">The text.</param>
    /// <param name="partitions">The number of partitions; positive.</param>
    /// <exception cref="ArgumentException">The text is not a cursor of a log with so many partitions.</exception>
    public static LogCursor Parse(string text, int partitions)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= Base64Url.GetEncodedLength((partitions * 10) + 3) && Base64Url.IsValid(text))
        {
            var bytes = Base64Url.DecodeFromChars(text).AsSpan();
            if (TryReadNumber(ref bytes, out var format) && format == Format
                && TryReadNumber(ref bytes, out var count) && count == partitions
                && TryReadPositions(ref bytes, partitions) is { } positions && bytes.IsEmpty)
            {
                return new LogCursor(positions);
            }
        }

        throw new ArgumentException($"'{text}' is not a cursor of this log.");
    }

    /// <summary>As it is given out to readers.</summary>
    public override string ToString()
    {
        var bytes = new List<byte>();
        WriteNumber(bytes, Format);
        WriteNumber(bytes, positions.Length);
        foreach (var position in positions)
        {
            WriteNumber(bytes, position + 1); // The oldest is -1.
        }

        return Base64Url.EncodeToString(bytes.ToArray());
    }

    private static long[]? TryReadPositions(ref Span<byte> bytes, int partitions)
    {
        var positions = new long[partitions];
        for (var i = 0; i < partitions; i++)
        {
            if (!TryReadNumber(ref bytes, out var position))
            {
                return null;
            }

            positions[i] = position - 1;
        }

        return positions;
    }

    // Seven bits a byte, the lowest first; the highest bit says that more follow.
    private static void WriteNumber(List<byte> bytes, long number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            bytes.Add((byte)(number | 0x80));
        }

        bytes.Add((byte)number);
    }

    private static bool TryReadNumber(ref Span<byte> bytes, out long number)
    {
        number = 0;
        for (var shift = 0; shift < 63 && !bytes.IsEmpty; shift += 7)
        {
            var read = bytes[0];
            bytes = bytes[1..];
            number |= (long)(read & 0x7F) << shift;
            if (read < 0x80)
            {
                return true;
            }
        }

        return false;
    }
}
