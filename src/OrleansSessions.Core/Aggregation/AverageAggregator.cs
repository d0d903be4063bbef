namespace OrleansSessions;

/// <summary>Averages a number of each event.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
public sealed class AverageAggregator<TEvent> : ISessionAggregator<TEvent, ExactAverage, decimal>
{
    private readonly Func<TEvent, decimal> selector;

    internal AverageAggregator(Func<TEvent, decimal> selector)
    {
        ArgumentNullException.ThrowIfNull(selector);
        this.selector = selector;
    }

    /// <inheritdoc/>
    public ExactAverage CreateAccumulator() => default;

    /// <inheritdoc/>
    public ExactAverage Add(ExactAverage accumulator, TEvent value, DateTimeOffset eventTime) => accumulator.Add(selector(value));

    /// <inheritdoc/>
    public ExactAverage Merge(ExactAverage left, ExactAverage right) => left.Add(right);

    /// <inheritdoc/>
    public decimal GetResult(ExactAverage accumulator) => accumulator.ToDecimal() ?? 0;
}
