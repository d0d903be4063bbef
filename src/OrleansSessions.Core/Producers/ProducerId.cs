using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSessions;

/// <summary>Who sends events, so that the same event sent again is recognised. The default value stands for nobody.</summary>
/// <param name="High">The first half.</param>
/// <param name="Low">The second half.</param>
public readonly record struct ProducerId(ulong High, ulong Low)
{
    /// <summary>A producer that there has not been before.</summary>
    public static ProducerId New()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        return Read(bytes);
    }

    /// <summary>The producer of a name: the same name always gives the same.</summary>
    /// <param name="name">The name, as an idempotency key.</param>
    public static ProducerId FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        return Read(hash);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{High:x16}{Low:x16}";

    private static ProducerId Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
}
