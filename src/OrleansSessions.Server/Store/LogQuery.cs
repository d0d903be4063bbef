namespace OrleansSessions.Server;

/// <summary>What to read of the log.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="After">The position before the first to read, or <see cref="Oldest"/>.</param>
/// <param name="MaxCount">The most entries; positive.</param>
public sealed record LogQuery(int Partition, long After, int MaxCount)
{
    /// <summary>Read from the oldest entry that retention has kept.</summary>
    public const long Oldest = -1;

    /// <summary>Read only entries of this sessionizer; null for all.</summary>
    public string? Sessionizer { get; init; }

    /// <summary>Read only entries of this kind; null for all.</summary>
    public LogKind? Kind { get; init; }
}
