using System.Text;

namespace OrleansSessions.Host.Limits;

/// <summary>What one event may have.</summary>
/// <param name="KeyBytes">The most bytes of UTF-8 of its key; no key may have more than <see cref="SessionNames.MaxKeyBytes"/>.</param>
/// <param name="Fields">The most fields.</param>
/// <param name="FieldNameBytes">The most bytes of a field's name, as it stands in the JSON.</param>
/// <param name="FieldBytes">The most bytes of a field's value, as it stands in the JSON.</param>
internal sealed record EventLimits(int KeyBytes, int Fields, int FieldNameBytes, int FieldBytes)
{
    /// <summary>Of a service that takes events from everybody.</summary>
    public static EventLimits Default { get; } = new(SessionNames.MaxKeyBytes, 256, 256, 64 * 1024);

    /// <summary>None but those of a key: for files that whoever replays them has at hand.</summary>
    public static EventLimits Unlimited { get; } = new(SessionNames.MaxKeyBytes, int.MaxValue, int.MaxValue, int.MaxValue);

    /// <summary>What is wrong with a key, or null.</summary>
    public string? FindKeyProblem(string key) =>
        SessionNames.FindKeyProblem(key)
        ?? (KeyBytes < SessionNames.MaxKeyBytes && Encoding.UTF8.GetByteCount(key) is var bytes && bytes > KeyBytes
            ? $"The key has {bytes} bytes of UTF-8; at most {KeyBytes} are allowed."
            : null);
}
