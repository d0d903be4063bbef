namespace OrleansSessions;

/// <summary>Sums a number of each event exactly.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
public sealed class SumAggregator<TEvent> : ISessionAggregator<TEvent, ExactSum, decimal>
{
    private readonly Func<TEvent, decimal> selector;

    internal SumAggregator(Func<TEvent, decimal> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        this.selector = selector;
    }

    /// <inheritdoc/>
    public ExactSum CreateAccumulator() => default;

    /// <inheritdoc/>
    public ExactSum Add(ExactSum accumulator, TEvent value, DateTimeOffset eventTime) => accumulator.Add(selector(value));

    /// <inheritdoc/>
    public ExactSum Merge(ExactSum left, ExactSum right) => left.Add(right);

    /// <inheritdoc/>
    public decimal GetResult(ExactSum accumulator) => accumulator.ToDecimal();
}
