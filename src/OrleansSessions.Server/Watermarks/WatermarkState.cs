namespace OrleansSessions.Server;

/// <summary>A sessionizer's watermark and its sources, as they are stored.</summary>
[GenerateSerializer, Alias("orleanssessions.watermarkstate")]
internal sealed class WatermarkState
{
    [Id(0)]
    public long Ticks { get; init; }

    [Id(1)]
    public WatermarkSourceState[] Sources { get; init; } = [];

    public static string RecordOf(string sessionizer) => $"watermark/{sessionizer}";
}
