namespace OrleansSessions.Server;

/// <summary>Whether a sessionizer is drained, as it is stored.</summary>
/// <param name="Version">The record's version.</param>
/// <param name="IsDrained">Whether it is.</param>
internal readonly record struct DrainRecord(long Version, bool IsDrained)
{
    public static async ValueTask<DrainRecord> LoadAsync(ISessionStore store, string sessionizer, CancellationToken cancellationToken)
    {
        var record = await store.LoadRecordAsync(NameOf(sessionizer), cancellationToken);
        return new DrainRecord(record.Version, record.Value.Length > 0 && record.Value.Span[0] != 0);
    }

    public ValueTask<long> SaveAsync(ISessionStore store, string sessionizer, CancellationToken cancellationToken) =>
        store.SaveRecordAsync(NameOf(sessionizer), Version, new byte[] { IsDrained ? (byte)1 : (byte)0 }, cancellationToken);

    private static string NameOf(string sessionizer) => $"drain/{sessionizer}";
}
