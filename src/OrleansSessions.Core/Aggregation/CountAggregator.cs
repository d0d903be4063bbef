namespace OrleansSessions;

/// <summary>Counts the events of a session.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
public sealed class CountAggregator<TEvent> : ISessionAggregator<TEvent, long, long>
{
    internal CountAggregator()
    {
    }

    /// <inheritdoc/>
    public long CreateAccumulator() => 0;

    /// <inheritdoc/>
    public long Add(long accumulator, TEvent value, DateTimeOffset eventTime) => accumulator + 1;

    /// <inheritdoc/>
    public long Merge(long left, long right) => left + right;

    /// <inheritdoc/>
    public long GetResult(long accumulator) => accumulator;
}
