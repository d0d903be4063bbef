namespace OrleansSessions.Fields;

/// <summary>What a <see cref="FieldAggregator"/> accumulates.</summary>
[GenerateSerializer, Alias("orleanssessions.fieldaccumulators")]
public sealed class FieldAccumulators
{
    // Found again from the names where it was stored.
    [NonSerialized]
    private FieldPlan? plan;

    internal FieldAccumulators(FieldAccumulator[] items, string[]? names) => (Items, Names) = (items, names);

    [Id(0)]
    internal FieldAccumulator[] Items { get; }

    /// <summary>
    /// The aggregates that the items are of: those of the sessionizer may have changed since the session began. Null where it was
    /// stored by a version that did not know this.
    /// </summary>
    [Id(1)]
    internal string[]? Names { get; }

    internal FieldPlan? Plan
    {
        get => plan;
        set => plan = value;
    }
}
