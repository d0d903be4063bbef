namespace OrleansSessions.Upgrade;

/// <summary>An event.</summary>
[GenerateSerializer, Immutable, Alias("upgrade.visit")]
public sealed record Visit
{
    /// <summary>Tells it from all others.</summary>
    [Id(0)]
    public long Number { get; init; }

    /// <summary>What was visited.</summary>
    [Id(1)]
    public string Page { get; init; } = "";
}
