namespace OrleansSessions;

/// <summary>A value and when it happened.</summary>
/// <typeparam name="TValue">The type of the value.</typeparam>
/// <param name="Time">The event time.</param>
/// <param name="Value">The value.</param>
public readonly record struct TimedValue<TValue>(DateTimeOffset Time, TValue Value);
