namespace OrleansSessions;

/// <summary>The least or the greatest value of a session.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
public sealed class ExtremeAggregator<TEvent, TValue> : ISessionAggregator<TEvent, Extreme<TValue>, TValue>
{
    private readonly Func<TEvent, TValue> selector;
    private readonly IComparer<TValue> comparer;
    private readonly bool takesGreater;

    internal ExtremeAggregator(Func<TEvent, TValue> selector, IComparer<TValue>? comparer, bool takesGreater)
    {
        ArgumentNullException.ThrowIfNull(selector);
        this.selector = selector;
        this.comparer = ValueOrder.OrDefault(comparer);
        this.takesGreater = takesGreater;
    }

    /// <inheritdoc/>
    public Extreme<TValue> CreateAccumulator() => default;

    /// <inheritdoc/>
    public Extreme<TValue> Add(Extreme<TValue> accumulator, TEvent value, DateTimeOffset eventTime) =>
        Merge(accumulator, new Extreme<TValue>(true, selector(value)));

    /// <inheritdoc/>
    public Extreme<TValue> Merge(Extreme<TValue> left, Extreme<TValue> right)
    {
        if (!left.HasValue || !right.HasValue)
        {
            return left.HasValue ? left : right;
        }

        var comparison = comparer.Compare(left.Value!, right.Value!);
        return takesGreater == comparison >= 0 ? left : right;
    }

    /// <inheritdoc/>
    public TValue GetResult(Extreme<TValue> accumulator) => accumulator.Value!;
}
