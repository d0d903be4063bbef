namespace OrleansSessions.Fields;

/// <summary>The result of a session over <see cref="FieldEvent"/>.</summary>
/// <param name="Aggregates">The aggregates, in the order of the sessionizer's definition.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.fieldresult")]
public sealed record FieldResult([property: Id(0)] IReadOnlyList<FieldAggregateResult> Aggregates);
