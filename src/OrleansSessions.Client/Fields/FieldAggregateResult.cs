namespace OrleansSessions.Fields;

/// <summary>The result of one aggregate over a field.</summary>
/// <param name="Name">Operation and field, as in <c>sum_bytes</c>.</param>
/// <param name="Value">The value of a single-valued aggregate; nothing when no event had one.</param>
/// <param name="Values">The values of a list or of distinct values; otherwise null.</param>
/// <param name="Skipped">How many events did not have the field, or not as a number where one is needed.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.fieldaggregateresult")]
public sealed record FieldAggregateResult(
    [property: Id(0)] string Name,
    [property: Id(1)] FieldValue Value,
    [property: Id(2)] IReadOnlyList<FieldValue>? Values,
    [property: Id(3)] long Skipped);
