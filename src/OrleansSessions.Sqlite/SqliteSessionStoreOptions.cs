namespace OrleansSessions.Sqlite;

/// <summary>Where a SQLite store is, and what it keeps.</summary>
public sealed class SqliteSessionStoreOptions
{
    internal const int MaxPartitions = 1_024;

    /// <summary>
    /// The file; without default. SQLite keeps <c>-wal</c> and <c>-shm</c> beside it, and the store <c>.lock</c>. A missing
    /// folder is made. Not on a network file system: its locks can not be relied on.
    /// </summary>
    public string Path { get; set; } = "";

    /// <summary>
    /// The number of partitions of the log, 1 to 1,024; default 16. More let more subscriber grains work at once, and cost each
    /// reader one more wait. Fixed when the file is made: another number is refused from then on.
    /// </summary>
    public int Partitions { get; set; } = 16;

    /// <summary>
    /// The most entries that the log keeps, over all partitions alike; at least one a partition, default 10,000,000. The oldest are
    /// removed first. An entry takes its payload and some hundred bytes on disk.
    /// </summary>
    public long MaxLogEntries { get; set; } = 10_000_000;

    /// <summary>How long the log keeps an entry, at least a minute; null, the default, for as long as there is room.</summary>
    public TimeSpan? MaxLogAge { get; set; }

    internal IEnumerable<string> FindBroken()
    {
        if (string.IsNullOrWhiteSpace(Path) || Path.Contains(":memory:", StringComparison.Ordinal))
        {
            yield return $"{nameof(SqliteSessionStoreOptions)}.{nameof(Path)} must name a file, but is '{Path}'.";
        }

        if (Partitions is < 1 or > MaxPartitions)
        {
            yield return $"{nameof(SqliteSessionStoreOptions)}.{nameof(Partitions)} must be 1 to {MaxPartitions:N0}, but is {Partitions:N0}.";
        }

        if (MaxLogEntries < Partitions)
        {
            yield return $"{nameof(SqliteSessionStoreOptions)}.{nameof(MaxLogEntries)} must be at least {nameof(Partitions)} ({Partitions:N0}), but is {MaxLogEntries:N0}.";
        }

        if (MaxLogAge < TimeSpan.FromMinutes(1))
        {
            yield return $"{nameof(SqliteSessionStoreOptions)}.{nameof(MaxLogAge)} must be at least a minute, but is {MaxLogAge}.";
        }
    }
}
