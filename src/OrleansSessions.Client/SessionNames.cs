using System.Buffers;
using System.Text;

namespace OrleansSessions;

/// <summary>The forms of sessionizer names and session keys.</summary>
public static class SessionNames
{
    /// <summary>The most bytes of UTF-8 that a session key may have.</summary>
    public const int MaxKeyBytes = 512;

    private const int MaxNameLength = 64;

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Whether a text is a sessionizer's name.</summary>
    /// <param name="name">1 to 64 of a-z, 0-9, '-' and '_', beginning with a letter or digit.</param>
    public static bool IsValid(string? name) =>
        name is { Length: > 0 and <= MaxNameLength }
        && char.IsAsciiLetterOrDigit(name[0])
        && !name.AsSpan().ContainsAnyExcept(NameCharacters);

    /// <summary>What is wrong with a session key, or null when it is one.</summary>
    /// <param name="key">1 to <see cref="MaxKeyBytes"/> bytes of UTF-8, without unpaired surrogates.</param>
    public static string? FindKeyProblem(string? key)
    {
        if (string.IsNullOrEmpty(key))
        {
            return "The key is empty.";
        }

        // Bytes are at most three times the characters, so nearly every key passes without being counted.
        if (key.Length > MaxKeyBytes / 3 && Encoding.UTF8.GetByteCount(key) is var bytes and > MaxKeyBytes)
        {
            return $"The key has {bytes} bytes of UTF-8; at most {MaxKeyBytes} are allowed.";
        }

        return HasUnpairedSurrogate(key) ? "The key has an unpaired surrogate: it is not valid Unicode." : null;
    }

    internal static void ThrowIfInvalidSource(string source)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        if (source.Length > SourceProgress.MaxNameLength || HasUnpairedSurrogate(source))
        {
            throw new ArgumentException(
                $"A source's name has 1 to {SourceProgress.MaxNameLength} characters of valid Unicode, but is '{source}'.", nameof(source));
        }
    }

    internal static string ThrowIfInvalid(string name) => IsValid(name)
        ? name
        : throw new ArgumentException(
            $"A sessionizer's name has 1 to {MaxNameLength} of a-z, 0-9, '-' and '_' and begins with a letter or digit, but is '{name}'.",
            nameof(name));

    private static bool HasUnpairedSurrogate(string key)
    {
        for (var i = key.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < key.Length; i++)
        {
            if (char.IsHighSurrogate(key[i]) && i + 1 < key.Length && char.IsLowSurrogate(key[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(key[i]))
            {
                return true;
            }
        }

        return false;
    }
}
