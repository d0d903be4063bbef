using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSessions;

/// <summary>The identity of closed sessions, so that consumers can upsert on it.</summary>
public static class SessionId
{
    private const int IdBytes = 16;

    /// <summary>
    /// The id of a closed session: 32 hexadecimal digits, a function of its arguments alone. The same input replayed
    /// gives the same ids; two final sessions never share one.
    /// </summary>
    /// <param name="sessionizer">The sessionizer's name.</param>
    /// <param name="key">The session key.</param>
    /// <param name="start">The session's start.</param>
    /// <param name="ordinal">Tells apart sessions of the key with equal start.</param>
    public static string Create(string sessionizer, string key, DateTimeOffset start, int ordinal)
    {
        ArgumentNullException.ThrowIfNull(sessionizer);
        ArgumentNullException.ThrowIfNull(key);
        var nameBytes = Encoding.UTF8.GetByteCount(sessionizer);
        var size = sizeof(int) + nameBytes + Encoding.UTF8.GetByteCount(key) + sizeof(long) + sizeof(int);
        var input = size <= 1024 ? stackalloc byte[size] : new byte[size];

        // The length in front keeps ("ab", "c") and ("a", "bc") apart.
        BinaryPrimitives.WriteInt32LittleEndian(input, nameBytes);
        var written = sizeof(int) + Encoding.UTF8.GetBytes(sessionizer, input[sizeof(int)..]);
        written += Encoding.UTF8.GetBytes(key, input[written..]);
        BinaryPrimitives.WriteInt64LittleEndian(input[written..], start.UtcTicks);
        BinaryPrimitives.WriteInt32LittleEndian(input[(written + sizeof(long))..], ordinal);

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return Convert.ToHexStringLower(hash[..IdBytes]);
    }
}
