namespace OrleansSessions.Fields;

/// <summary>What a <see cref="FieldAggregator"/> accumulates.</summary>
[GenerateSerializer, Alias("orleanssessions.fieldaccumulators")]
public sealed class FieldAccumulators
{
    internal FieldAccumulators(FieldAccumulator[] items) => Items = items;

    [Id(0)]
    internal FieldAccumulator[] Items { get; }
}
