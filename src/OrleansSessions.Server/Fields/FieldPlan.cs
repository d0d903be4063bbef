namespace OrleansSessions.Fields;

/// <summary>The aggregates of a session, in their order.</summary>
internal sealed class FieldPlan
{
    public FieldPlan(IEnumerable<FieldAggregate> aggregates)
    {
        Aggregates = [.. aggregates];
        Names = [.. Aggregates.Select(aggregate => aggregate.Name)];
    }

    public FieldAggregate[] Aggregates { get; }

    /// <summary>Their names, as they are stored with an accumulator.</summary>
    public string[] Names { get; }

    /// <summary>The plan by which an accumulator was begun, which is this one unless the sessionizer has changed since.</summary>
    public FieldPlan Of(FieldAccumulators accumulator) => accumulator.Plan ??=
        accumulator.Names is not { } names ? (Fits(accumulator.Items) ? this : new FieldPlan([]))
        : ReferenceEquals(names, Names) || names.AsSpan().SequenceEqual(Names) ? this
        : new FieldPlan(names.Select(Parse));

    // Stored before names were. Another plan of the same shape can not be told from this one.
    private bool Fits(FieldAccumulator[] items) =>
        items.Length == Aggregates.Length
        && items.Zip(Aggregates).All(pair => pair.First.GetType() == FieldAccumulator.Create(pair.Second.Operation).GetType());

    private static FieldAggregate Parse(string name)
    {
        var divider = name.IndexOf('_', StringComparison.Ordinal);
        return new FieldAggregate(Enum.Parse<FieldOperation>(name[..divider], ignoreCase: true), name[(divider + 1)..]);
    }
}
