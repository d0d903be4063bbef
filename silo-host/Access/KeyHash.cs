using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace OrleansSessions.Host.Access;

/// <summary>
/// A key as the settings keep it: <c>sha256:</c> and the 64 hexadecimal digits of the SHA-256 of the key's text. A key is 256
/// random bits, which nobody can guess, so it needs neither salt nor a slow hash.
/// </summary>
internal sealed class KeyHash : IEquatable<KeyHash>
{
    public const string Form = "sha256: and 64 hexadecimal digits, as silo-host create-key prints it";

    private const string Algorithm = "sha256:";

    // Tells those who find one, and programs that look for lost secrets, what it is.
    private const string KeyPrefix = "sessions_";

    private readonly byte[] bytes;

    private KeyHash(byte[] bytes) => this.bytes = bytes;

    /// <summary>A new key: <c>sessions_</c> and 256 random bits in base64url.</summary>
    public static string CreateKey() => KeyPrefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SHA256.HashSizeInBytes));

    public static KeyHash Of(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public static bool TryParse(string? text, [NotNullWhen(true)] out KeyHash? hash)
    {
        hash = null;
        var bytes = new byte[SHA256.HashSizeInBytes];
        if (text is null
            || !text.StartsWith(Algorithm, StringComparison.OrdinalIgnoreCase)
            || text.Length != Algorithm.Length + (2 * bytes.Length)
            || Convert.FromHexString(text.AsSpan(Algorithm.Length), bytes, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return false;
        }

        hash = new KeyHash(bytes);
        return true;
    }

    /// <summary>In a time that does not depend on where they differ.</summary>
    public bool Equals(KeyHash? other) => other is not null && CryptographicOperations.FixedTimeEquals(bytes, other.bytes);

    public override bool Equals(object? obj) => Equals(obj as KeyHash);

    public override int GetHashCode() => BitConverter.ToInt32(bytes);

    public override string ToString() => Algorithm + Convert.ToHexStringLower(bytes);
}
