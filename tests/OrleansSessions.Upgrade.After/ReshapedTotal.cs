namespace OrleansSessions.Upgrade;

/// <summary>An accumulator that has not kept to the rules.</summary>
[GenerateSerializer, Immutable, Alias("upgrade.reshaped")]
public sealed record ReshapedTotal
{
    /// <summary>What was a number, under the id that it had.</summary>
    [Id(0)]
    public string Sum { get; init; } = "0";
}
