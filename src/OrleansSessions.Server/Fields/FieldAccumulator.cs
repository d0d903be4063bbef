namespace OrleansSessions.Fields;

/// <summary>What one aggregate over a field accumulates.</summary>
[GenerateSerializer, Alias("orleanssessions.fieldaccumulator")]
internal abstract class FieldAccumulator
{
    /// <summary>How many events did not have the field, or not as it is needed.</summary>
    [Id(0)]
    public long Skipped { get; set; }

    public static FieldAccumulator Create(FieldOperation operation) => operation switch
    {
        FieldOperation.Sum or FieldOperation.Avg => new NumberAccumulator(),
        FieldOperation.Distinct or FieldOperation.List => new ValuesAccumulator(),
        _ => new EdgeAccumulator(),
    };

    public void Add(FieldOperation operation, FieldValue value, DateTimeOffset eventTime)
    {
        var needsNumber = operation is FieldOperation.Sum or FieldOperation.Avg or FieldOperation.Min or FieldOperation.Max;
        if (value.Kind == FieldKind.None || (needsNumber && value.Kind != FieldKind.Number))
        {
            Skipped++;
        }
        else
        {
            AddValue(operation, new TimedValue<FieldValue>(eventTime, value));
        }
    }

    public void Merge(FieldOperation operation, FieldAccumulator other)
    {
        Skipped += other.Skipped;
        MergeValues(operation, other);
    }

    public abstract FieldAggregateResult GetResult(FieldAggregate aggregate);

    protected abstract void AddValue(FieldOperation operation, TimedValue<FieldValue> value);

    protected abstract void MergeValues(FieldOperation operation, FieldAccumulator other);
}
