namespace OrleansSessions.Fields;

/// <summary>Aggregates over named fields, for sessionizers that are configuration rather than code.</summary>
/// <remarks>
/// A field that an event does not have, or not as a number where one is needed, is skipped for that aggregate and counted.
/// A session keeps the aggregates that it began with when those of the sessionizer change over a restart. Where two such
/// sessions of a key with different aggregates become one, it has those that both have.
/// </remarks>
public sealed class FieldAggregator : ISessionAggregator<FieldEvent, FieldAccumulators, FieldResult>
{
    private readonly FieldPlan plan;

    /// <summary>An aggregator of the given aggregates, in that order.</summary>
    /// <param name="aggregates">The aggregates; none twice.</param>
    /// <exception cref="ArgumentException">An aggregate is given twice.</exception>
    public FieldAggregator(IEnumerable<FieldAggregate> aggregates)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        plan = new FieldPlan(aggregates);
        if (plan.Aggregates.GroupBy(aggregate => aggregate).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            throw new ArgumentException($"The aggregate '{repeated.Key.Name}' is given twice.", nameof(aggregates));
        }
    }

    /// <inheritdoc/>
    public FieldAccumulators CreateAccumulator() => new(
        [.. plan.Aggregates.Select(aggregate => FieldAccumulator.Create(aggregate.Operation))], plan.Names);

    /// <inheritdoc/>
    public FieldAccumulators Add(FieldAccumulators accumulator, FieldEvent value, DateTimeOffset eventTime)
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        ArgumentNullException.ThrowIfNull(value);
        var aggregates = plan.Of(accumulator).Aggregates;
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
        var (leftPlan, rightPlan) = (plan.Of(left), plan.Of(right));
        if (!ReferenceEquals(leftPlan, rightPlan) && !leftPlan.Names.AsSpan().SequenceEqual(rightPlan.Names))
        {
            return MergeCommon(left, leftPlan, right, rightPlan);
        }

        for (var i = 0; i < leftPlan.Aggregates.Length; i++)
        {
            left.Items[i].Merge(leftPlan.Aggregates[i].Operation, right.Items[i]);
        }

        return left;
    }

    /// <inheritdoc/>
    public FieldResult GetResult(FieldAccumulators accumulator)
    {
        ArgumentNullException.ThrowIfNull(accumulator);
        return new FieldResult([.. plan.Of(accumulator).Aggregates.Select((aggregate, i) => accumulator.Items[i].GetResult(aggregate))]);
    }

    // What only one of the two has is known of a part of the session's events only, so it is no figure of the session.
    private static FieldAccumulators MergeCommon(FieldAccumulators left, FieldPlan leftPlan, FieldAccumulators right, FieldPlan rightPlan)
    {
        var common = new FieldPlan(leftPlan.Aggregates.Intersect(rightPlan.Aggregates));
        var items = new FieldAccumulator[common.Aggregates.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var aggregate = common.Aggregates[i];
            items[i] = left.Items[Array.IndexOf(leftPlan.Aggregates, aggregate)];
            items[i].Merge(aggregate.Operation, right.Items[Array.IndexOf(rightPlan.Aggregates, aggregate)]);
        }

        return new FieldAccumulators(items, common.Names);
    }
}
