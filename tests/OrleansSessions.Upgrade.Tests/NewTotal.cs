namespace OrleansSessions.Upgrade.Tests;

/// <summary>The same with a field of another type, as the rules say: under a new id, beside the old one.</summary>
[GenerateSerializer, Alias("upgrade.newtotal")]
internal sealed record NewTotal
{
    [Id(0)]
    public long OldSum { get; init; }

    [Id(1)]
    public decimal? NewSum { get; init; }

    public decimal Sum => NewSum ?? OldSum;

    public static NewTotal Of(decimal sum) => new() { OldSum = (long)sum, NewSum = sum };
}
