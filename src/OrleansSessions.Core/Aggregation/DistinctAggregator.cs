namespace OrleansSessions;

/// <summary>The different values of a session, in order.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TValue">The type of the value.</typeparam>
public sealed class DistinctAggregator<TEvent, TValue> : ISessionAggregator<TEvent, List<TValue>, IReadOnlyList<TValue>>
{
    private readonly Func<TEvent, TValue> selector;
    private readonly IComparer<TValue> comparer;

    internal DistinctAggregator(Func<TEvent, TValue> selector, IComparer<TValue>? comparer)
    {
        ArgumentNullException.ThrowIfNull(selector);
        this.selector = selector;
        this.comparer = ValueOrder.OrDefault(comparer);
    }

    /// <inheritdoc/>
    public List<TValue> CreateAccumulator() => [];

    /// <inheritdoc/>
    public List<TValue> Add(List<TValue> accumulator, TEvent value, DateTimeOffset eventTime)
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        return SortedValues.InsertDistinct(accumulator, selector(value), comparer);
    }

    /// <inheritdoc/>
    public List<TValue> Merge(List<TValue> left, List<TValue> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return SortedValues.Merge(left, right, comparer, distinct: true);
    }

    /// <inheritdoc/>
    public IReadOnlyList<TValue> GetResult(List<TValue> accumulator) => [.. accumulator];
}
