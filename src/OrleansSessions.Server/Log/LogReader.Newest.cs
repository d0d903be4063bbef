namespace OrleansSessions.Server;

public sealed partial class LogReader
{
    // Who wants the newest of all asks often, so it must cost little, whatever else is on the log; of one key, seldom.
    private const int MaxLookedBack = 1_024;

    /// <summary>
    /// Reads the newest entries after a cursor, backwards from the end of each partition, and moves the cursor to the ends. What is
    /// older than those is passed over.
    /// </summary>
    /// <param name="selection">Which entries.</param>
    /// <param name="cursor">After what to read; the end, afterwards.</param>
    /// <param name="limit">The most entries of a partition; positive.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<NewestEntries> ReadNewestAsync(LogSelection selection, LogCursor cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(cursor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var entries = new List<LogEntry>();
        var isComplete = true;
        var (first, count) = selection.FindPartitions(store.Partitions);
        for (var partition = first; partition < first + count; partition++)
        {
            var end = await store.GetLogEndAsync(partition, cancellationToken);
            isComplete &= await LookBackAsync(selection, partition, cursor[partition], end, limit, entries, cancellationToken);
            cursor[partition] = Math.Max(end, cursor[partition]);
        }

        return new NewestEntries(entries, isComplete);
    }

    private async Task<bool> LookBackAsync(
        LogSelection selection, int partition, long after, long end, int limit, List<LogEntry> found, CancellationToken cancellationToken)
    {
        var stop = Math.Max(0, after);
        var wanted = found.Count + limit;
        var most = selection.Key is null ? Math.Max(limit, MaxLookedBack) : MaxScanned;
        var step = selection.Key is null ? limit : ScanCount;
        for (var through = end; through > stop && found.Count < wanted; step *= 2)
        {
            if (end - through >= most)
            {
                return false;
            }

            var from = Math.Max(stop, through - step);
            var (entries, isOldest) = await ReadBackAsync(selection, partition, from, through, cancellationToken);
            found.AddRange(entries.Where(selection.IsWanted).Reverse().Take(wanted - found.Count));
            through = isOldest ? stop : from;
        }

        return true;
    }

    // The entries with positions in a range, and whether there is nothing before it any more.
    private async Task<(IEnumerable<LogEntry> Entries, bool IsOldest)> ReadBackAsync(
        LogSelection selection, int partition, long from, long through, CancellationToken cancellationToken)
    {
        var query = new LogQuery(partition, from, (int)(through - from)) { Sessionizer = selection.Sessionizer, Kind = selection.Kind };
        try
        {
            return ((await store.ReadLogAsync(query, cancellationToken)).Entries.Where(entry => entry.Position <= through), from == 0);
        }
        catch (SessionLogTruncatedException)
        {
            // Retention has come as far; it may go on meanwhile, and then begins further on.
            var oldest = await store.ReadLogAsync(query with { After = LogQuery.Oldest }, cancellationToken);
            return (oldest.Entries.Where(entry => entry.Position <= through), true);
        }
    }
}
