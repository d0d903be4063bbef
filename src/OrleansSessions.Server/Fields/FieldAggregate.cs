namespace OrleansSessions.Fields;

/// <summary>One aggregate over a field.</summary>
/// <param name="Operation">What is computed.</param>
/// <param name="Field">Over which field.</param>
public sealed record FieldAggregate(FieldOperation Operation, string Field)
{
    /// <summary>Operation and field, as in <c>sum_bytes</c>.</summary>
    public string Name { get; } = $"{Operation.ToString().ToLowerInvariant()}_{Field}";
}
