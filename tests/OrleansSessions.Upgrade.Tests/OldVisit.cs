namespace OrleansSessions.Upgrade.Tests;

/// <summary>As <see cref="Visit"/> was before.</summary>
[GenerateSerializer, Alias("upgrade.oldvisit")]
internal sealed record OldVisit
{
    [Id(0)]
    public long Number { get; init; }

    [Id(1)]
    public string Page { get; init; } = "";
}
