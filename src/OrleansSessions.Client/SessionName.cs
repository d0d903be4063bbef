namespace OrleansSessions;

/// <summary>The name of a sessionizer with its types, so that appending another event type does not compile.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TResult">The result type of its closed sessions.</typeparam>
/// <param name="Value">1 to 64 of a-z, 0-9, '-' and '_', beginning with a letter or digit; the same on silo and client.</param>
public sealed record SessionName<TEvent, TResult>(string Value)
{
    /// <summary>The name, checked.</summary>
    /// <exception cref="ArgumentException">The name is not of that form.</exception>
    public string Value { get; } = SessionNames.ThrowIfInvalid(Value);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
