namespace OrleansSessions;

/// <summary>All values of a session, in order of time.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
public sealed class ListAggregator<TEvent, TValue>
    : ISessionAggregator<TEvent, List<TimedValue<TValue>>, IReadOnlyList<TimedValue<TValue>>>
{
    private readonly Func<TEvent, TValue> selector;
    private readonly TimedValueOrder<TValue> order;

    internal ListAggregator(Func<TEvent, TValue> selector, IComparer<TValue>? comparer)
    {
        ArgumentNullException.ThrowIfNull(selector);
        this.selector = selector;
        order = new TimedValueOrder<TValue>(ValueOrder.OrDefault(comparer));
    }

    /// <inheritdoc/>
    public List<TimedValue<TValue>> CreateAccumulator() => [];

    /// <inheritdoc/>
    public List<TimedValue<TValue>> Add(List<TimedValue<TValue>> accumulator, TEvent value, DateTimeOffset eventTime)
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        return SortedValues.Insert(accumulator, new TimedValue<TValue>(eventTime, selector(value)), order);
    }

    /// <inheritdoc/>
    public List<TimedValue<TValue>> Merge(List<TimedValue<TValue>> left, List<TimedValue<TValue>> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return SortedValues.Merge(left, right, order, distinct: false);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TimedValue<TValue>> GetResult(List<TimedValue<TValue>> accumulator) => [.. accumulator];
}
