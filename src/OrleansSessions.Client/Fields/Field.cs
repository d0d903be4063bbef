namespace OrleansSessions.Fields;

/// <summary>A named value of an event.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.field")]
public readonly record struct Field([property: Id(0)] string Name, [property: Id(1)] FieldValue Value);
