namespace OrleansSessions.Fields;

/// <summary>Aggregates over named fields, for sessionizers that are configuration rather than code.</summary>
/// <remarks>
/// A field that an event does not have, or not as a number where one is needed, is skipped for that aggregate and counted.
/// </remarks>
public sealed class FieldAggregator : ISessionAggregator<FieldEvent, FieldAccumulators, FieldResult>
{
    private readonly FieldAggregate[] aggregates;

    /// <summary>An aggregator of the given aggregates, in that order.</summary>
    /// <param name="aggregates">The aggregates; none twice.</param>
    /// <exception cref="ArgumentException">An aggregate is given twice.</exception>
    public FieldAggregator(IEnumerable<FieldAggregate> aggregates)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        this.aggregates = [.. aggregates];
        if (this.aggregates.GroupBy(aggregate => aggregate).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new ArgumentException($"The aggregate '{repeated.Key.Name}' is given twice.", nameof(aggregates));
        }
    }

    /// <inheritdoc/>
    public FieldAccumulators CreateAccumulator() =>
        new([.. aggregates.Select(aggregate => FieldAccumulator.Create(aggregate.Operation))]);

    /// <inheritdoc/>
    public FieldAccumulators Add(FieldAccumulators accumulator, FieldEvent value, DateTimeOffset eventTime)
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        ArgumentNullException.ThrowIfNull(value);
        for (var i = 0; i < aggregates.Length; i++)
        {
            accumulator.Items[i].Add(aggregates[i].Operation, value[aggregates[i].Field], eventTime);
        }

        return accumulator;
    }

    /// <inheritdoc/>
    public FieldAccumulators Merge(FieldAccumulators left, FieldAccumulators right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        for (var i = 0; i < aggregates.Length; i++)
        {
            left.Items[i].Merge(aggregates[i].Operation, right.Items[i]);
        }

        return left;
    }

    /// <inheritdoc/>
    public FieldResult GetResult(FieldAccumulators accumulator)
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        return new FieldResult([.. aggregates.Select((aggregate, i) => accumulator.Items[i].GetResult(aggregate))]);
    }
}
