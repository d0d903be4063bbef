namespace OrleansSessions;

/// <summary>The keys of session grains: <c>sessionizer/key</c>. A sessionizer's name has no slash, so the first one divides.</summary>
public static class SessionGrainKey
{
    /// <summary>The grain key of a session key.</summary>
    /// <param name="sessionizer">The sessionizer's name.</param>
    /// <param name="key">The session key.</param>
    public static string Create(string sessionizer, string key) => string.Concat(sessionizer, "/", key);

    /// <summary>The parts of a grain key.</summary>
    /// <param name="grainKey">The grain key.</param>
    /// <exception cref="ArgumentException">It has no slash, or begins with one.</exception>
    public static (string Sessionizer, string Key) Parse(string grainKey)
    {
        ArgumentNullException.ThrowIfNull(grainKey);
        var slash = grainKey.IndexOf('/', StringComparison.Ordinal);
        return slash > 0
            ? (grainKey[..slash], grainKey[(slash + 1)..])
            : throw new ArgumentException($"A session grain's key is 'sessionizer/key', but is '{grainKey}'.", nameof(grainKey));
    }
}
