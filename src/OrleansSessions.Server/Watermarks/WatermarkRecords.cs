using System.Buffers.Binary;

namespace OrleansSessions.Server;

/// <summary>A sessionizer's watermark as it is stored.</summary>
internal static class WatermarkRecords
{
    public static async ValueTask<(long Version, Watermark Watermark)> LoadWatermarkAsync(
        this ISessionStore store, string sessionizer, CancellationToken cancellationToken)
    {
        var record = await store.LoadRecordAsync(NameOf(sessionizer), cancellationToken);
        return (record.Version, record.Version == 0
            ? Watermark.Beginning
            : Watermark.FromTicks(BinaryPrimitives.ReadInt64LittleEndian(record.Value.Span)));
    }

    public static ValueTask<long> SaveWatermarkAsync(
        this ISessionStore store, string sessionizer, long version, Watermark watermark, CancellationToken cancellationToken)
    {
        var value = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(value, watermark.Ticks);
        return store.SaveRecordAsync(NameOf(sessionizer), version, value, cancellationToken);
    }

    private static string NameOf(string sessionizer) => $"watermark/{sessionizer}";
}
