namespace OrleansSessions.Upgrade;

/// <summary>An accumulator that does not keep to the rules afterwards.</summary>
[GenerateSerializer, Immutable, Alias("upgrade.reshaped")]
public sealed record ReshapedTotal
{
    /// <summary>A number, which the other version takes for text.</summary>
    [Id(0)]
    public long Sum { get; init; }
}
