namespace OrleansSessions.Fields;

/// <summary>For lists and distinct values.</summary>
[GenerateSerializer, Alias("orleanssessions.valuesaccumulator")]
internal sealed class ValuesAccumulator : FieldAccumulator
{
    private static readonly TimedFieldOrder Order = new();

    [Id(0)]
    public List<TimedValue<FieldValue>> Values { get; set; } = [];

    public override FieldAggregateResult GetResult(FieldAggregate aggregate) =>
        new(aggregate.Name, default, [.. Values.Select(value => value.Value)], Skipped);

    protected override void AddValue(FieldOperation operation, TimedValue<FieldValue> value) => Values =
        operation == FieldOperation.List
            ? SortedValues.Insert(Values, value, Order)
            : SortedValues.InsertDistinct(Values, WithoutTime(value), Order);

    protected override void MergeValues(FieldOperation operation, FieldAccumulator other) => Values =
        SortedValues.Merge(Values, ((ValuesAccumulator)other).Values, Order, operation == FieldOperation.Distinct);

    // So that distinct values are in the order of values, and one value is one entry whenever it came.
    private static TimedValue<FieldValue> WithoutTime(TimedValue<FieldValue> value) => value with { Time = default };

    private sealed class TimedFieldOrder : IComparer<TimedValue<FieldValue>>
    {
        public int Compare(TimedValue<FieldValue> x, TimedValue<FieldValue> y)
        {
            var byTime = x.Time.CompareTo(y.Time);
            return byTime != 0 ? byTime : x.Value.CompareTo(y.Value);
        }
    }
}
