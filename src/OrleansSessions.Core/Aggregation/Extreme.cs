namespace OrleansSessions;

/// <summary>The least or greatest value so far. The default value is of none.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
/// <param name="HasValue">Whether there was a value.</param>
/// <param name="Value">The value, or the default.</param>
public readonly record struct Extreme<TValue>(bool HasValue, TValue? Value);
