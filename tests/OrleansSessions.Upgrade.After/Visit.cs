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

    /// <summary>Where it came from. New.</summary>
    [Id(2)]
    public string? Referrer { get; init; }

    /// <summary>How far it was read, in percent; -1 when nobody said. New.</summary>
    [Id(3)]
    public int Depth { get; init; } = -1;
}
