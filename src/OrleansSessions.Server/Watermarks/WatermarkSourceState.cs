namespace OrleansSessions.Server;

/// <summary>A source of a sessionizer, as it is stored.</summary>
[GenerateSerializer, Alias("orleanssessions.watermarksourcestate")]
internal struct WatermarkSourceState
{
    [Id(0)]
    public string Name;

    [Id(1)]
    public long? DeclaredTicks;

    [Id(2)]
    public DateTimeOffset? GreatestAcknowledged;
}
