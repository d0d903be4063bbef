namespace OrleansSessions.Fields;

/// <summary>For sums and averages.</summary>
[GenerateSerializer, Alias("orleanssessions.numberaccumulator")]
internal sealed class NumberAccumulator : FieldAccumulator
{
    [Id(0)]
    public ExactAverage Numbers { get; set; }

    public override FieldAggregateResult GetResult(FieldAggregate aggregate)
    {
        var number = aggregate.Operation == FieldOperation.Sum ? Numbers.Sum.ToDecimal() : Numbers.ToDecimal();
        return new(aggregate.Name, number is { } value ? FieldValue.Of(value) : default, null, Skipped);
    }

    protected override void AddValue(FieldOperation operation, TimedValue<FieldValue> value) =>
        Numbers = Numbers.Add(value.Value.Number);

    protected override void MergeValues(FieldOperation operation, FieldAccumulator other) =>
        Numbers = Numbers.Add(((NumberAccumulator)other).Numbers);
}
