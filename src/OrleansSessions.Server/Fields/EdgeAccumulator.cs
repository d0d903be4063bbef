namespace OrleansSessions.Fields;

/// <summary>For the one value that is at an edge: least or greatest, first or last.</summary>
[GenerateSerializer, Alias("orleanssessions.edgeaccumulator")]
internal sealed class EdgeAccumulator : FieldAccumulator
{
    [Id(0)]
    public Extreme<TimedValue<FieldValue>> Edge { get; set; }

    public override FieldAggregateResult GetResult(FieldAggregate aggregate) =>
        new(aggregate.Name, Edge.Value.Value, null, Skipped);

    protected override void AddValue(FieldOperation operation, TimedValue<FieldValue> value)
    {
        if (!Edge.HasValue || IsBeyond(operation, value, Edge.Value))
        {
            Edge = new Extreme<TimedValue<FieldValue>>(true, value);
        }
    }

    protected override void MergeValues(FieldOperation operation, FieldAccumulator other)
    {
        if (((EdgeAccumulator)other).Edge is { HasValue: true } edge)
        {
            AddValue(operation, edge.Value);
        }
    }

    private static bool IsBeyond(FieldOperation operation, TimedValue<FieldValue> value, TimedValue<FieldValue> edge)
    {
        var byValue = value.Value.CompareTo(edge.Value);
        var byTime = value.Time.CompareTo(edge.Time);
        return operation switch
        {
            FieldOperation.Min => byValue < 0,
            FieldOperation.Max => byValue > 0,
            FieldOperation.First => byTime < 0 || (byTime == 0 && byValue < 0),
            _ => byTime > 0 || (byTime == 0 && byValue > 0),
        };
    }
}
