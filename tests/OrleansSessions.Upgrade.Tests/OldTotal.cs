namespace OrleansSessions.Upgrade.Tests;

/// <summary>An accumulator that counted in whole numbers.</summary>
[GenerateSerializer, Alias("upgrade.oldtotal")]
internal sealed record OldTotal
{
    [Id(0)]
    public long Sum { get; init; }
}
