namespace OrleansSessions;

/// <summary>The value of the first or the last event of a session.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
public sealed class EdgeAggregator<TEvent, TValue> : ISessionAggregator<TEvent, Extreme<TimedValue<TValue>>, TValue>
{
    private readonly Func<TEvent, TValue> selector;
    private readonly TimedValueOrder<TValue> order;
    private readonly bool takesLater;

    internal EdgeAggregator(Func<TEvent, TValue> selector, IComparer<TValue>? comparer, bool takesLater)
    {
        ArgumentNullException.ThrowIfNull(selector);
        this.selector = selector;
        order = new TimedValueOrder<TValue>(ValueOrder.OrDefault(comparer));
        this.takesLater = takesLater;
    }

    /// <inheritdoc/>
    public Extreme<TimedValue<TValue>> CreateAccumulator() => default;

    /// <inheritdoc/>
    public Extreme<TimedValue<TValue>> Add(Extreme<TimedValue<TValue>> accumulator, TEvent value, DateTimeOffset eventTime) =>
        Merge(accumulator, new Extreme<TimedValue<TValue>>(true, new TimedValue<TValue>(eventTime, selector(value))));

    /// <inheritdoc/>
    public Extreme<TimedValue<TValue>> Merge(Extreme<TimedValue<TValue>> left, Extreme<TimedValue<TValue>> right)
    {
        if (!left.HasValue || !right.HasValue)
        {
            return left.HasValue ? left : right;
        }

        return takesLater == order.Compare(left.Value, right.Value) >= 0 ? left : right;
    }

    /// <inheritdoc/>
    public TValue GetResult(Extreme<TimedValue<TValue>> accumulator) => accumulator.Value.Value;
}
