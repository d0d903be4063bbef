namespace OrleansSessions.Sqlite;

/// <summary>How much of the log is kept.</summary>
internal sealed class LogRetention(SqliteSessionStoreOptions options, TimeProvider time)
{
    private const int RemovedPerStep = 1_000;
    private const int RemovedPerCommit = 1_024;

    private readonly long entriesPerPartition = options.MaxLogEntries / options.Partitions;

    public long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Removes a little where a transaction has appended: more than a group of commits appends to a partition.</summary>
    public void TrimAppended(LogTable log)
    {
        foreach (var partition in log.GetAppended())
        {
            log.TrimToCount(partition, entriesPerPartition, RemovedPerCommit);
        }
    }

    /// <summary>Removes a step's worth of a partition.</summary>
    /// <returns>Whether there may be more to remove.</returns>
    public bool Trim(LogTable log, int partition)
    {
        var isMore = log.TrimToCount(partition, entriesPerPartition, RemovedPerStep);
        if (options.MaxLogAge is { } age)
        {
            isMore |= log.TrimToTime(partition, Now - (long)age.TotalSeconds, RemovedPerStep);
        }

        return isMore;
    }
}
