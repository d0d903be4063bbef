using Orleans.Serialization;

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

    /// <summary>What is stored, and its version; version 0 and an empty state when nothing is.</summary>
    public static async ValueTask<(long Version, WatermarkState State)> LoadAsync(
        ISessionStore store, Serializer<WatermarkState> serializer, string sessionizer, CancellationToken cancellationToken)
    {
        var record = await store.LoadRecordAsync(RecordOf(sessionizer), cancellationToken);
        return (record.Version, record.Version == 0 ? new WatermarkState() : serializer.Deserialize(record.Value)!);
    }
}
