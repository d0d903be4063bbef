namespace OrleansSessions.Server;

/// <summary>Bounds of the memory store.</summary>
public sealed class MemorySessionStoreOptions
{
    /// <summary>The number of partitions of the log, 1 to 1,024; default 16. More let more subscriber grains work at once.</summary>
    public int Partitions { get; set; } = 16;

    /// <summary>
    /// The most entries that the log keeps, over all partitions; at least one a partition, default 1,000,000. The oldest are
    /// removed first. An entry takes some hundred bytes.
    /// </summary>
    public int MaxLogEntries { get; set; } = 1_000_000;
}
