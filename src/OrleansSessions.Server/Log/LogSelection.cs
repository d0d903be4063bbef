namespace OrleansSessions.Server;

/// <summary>Which entries of the log a reader wants.</summary>
/// <param name="Sessionizer">Of this sessionizer.</param>
/// <param name="Kind">Of this kind.</param>
public sealed record LogSelection(string Sessionizer, LogKind Kind)
{
    /// <summary>Only those of this key; null for all. The whole partition of the key is looked through for them.</summary>
    public string? Key { get; init; }

    /// <summary>Only those of this partition; null for all, or where <see cref="Key"/> is set.</summary>
    public int? Partition { get; init; }

    /// <summary>The partitions that have them, as a range.</summary>
    /// <param name="partitions">The number of partitions of the log; positive.</param>
    public (int First, int Count) FindPartitions(int partitions) =>
        Key is not null ? (new SessionKey(Sessionizer, Key).GetPartition(partitions), 1)
        : Partition is { } only ? (only, 1)
        : (0, partitions);

    internal bool IsWanted(LogEntry entry) => Key is null || Key == entry.Key.Key;
}
