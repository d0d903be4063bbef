namespace OrleansSessions.Server;

/// <summary>Reads a sessionizer's entries over the partitions of the log, on this silo. Thread-safe.</summary>
/// <param name="store">Where the log is.</param>
/// <param name="clock">The time of waits for entries.</param>
public sealed partial class LogReader(ISessionStore store, TimeProvider clock)
{
    // Who looks for one key passes by those of others: bounded, so that a read comes to an end and its cursor gets on.
    private const int ScanCount = 1_000;
    private const int MaxScanned = 50_000;

    /// <summary>The number of partitions of the log.</summary>
    public int Partitions => store.Partitions;

    /// <summary>The positions of a cursor.</summary>
    /// <param name="given">As it was given out, or the beginning or the end.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="ArgumentException">The cursor was not given out by this log.</exception>
    public async ValueTask<LogCursor> ResolveAsync(SessionCursor given, CancellationToken cancellationToken)
    {
        if (given != SessionCursor.End)
        {
            return string.IsNullOrEmpty(given.Value)
                ? LogCursor.Oldest(store.Partitions)
                : LogCursor.Parse(given.Value, store.Partitions);
        }

        var cursor = LogCursor.Oldest(store.Partitions);
        for (var partition = 0; partition < store.Partitions; partition++)
        {
            cursor[partition] = await store.GetLogEndAsync(partition, cancellationToken);
        }

        return cursor;
    }

    /// <summary>Reads entries and moves the cursor past what was looked at.</summary>
    /// <param name="selection">Which entries.</param>
    /// <param name="cursor">Where to begin; where to go on, afterwards.</param>
    /// <param name="limit">The most entries; positive.</param>
    /// <param name="wait">How long to wait for the first entry when there is none yet.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The entries, by position within a partition. None does not say that there are none: a search may be cut short.</returns>
    /// <exception cref="SessionLogTruncatedException">Retention has removed what comes next.</exception>
    public async Task<IReadOnlyList<LogEntry>> ReadAsync(
        LogSelection selection, LogCursor cursor, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(selection);
        ArgumentNullException.ThrowIfNull(cursor);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var entries = await ReadAvailableAsync(selection, cursor, limit, cancellationToken);
        if (entries.Count > 0 || wait == TimeSpan.Zero)
        {
            return entries;
        }

        using var elapsed = new CancellationTokenSource(wait, clock);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, elapsed.Token);
        try
        {
            while (entries.Count == 0)
            {
                await WaitForAnyAsync(selection, cursor, waiting.Token);

                // Not ended by the wait: the cursor has passed what it has read so far.
                entries = await ReadAvailableAsync(selection, cursor, limit, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came within the wait.
        }

        return entries;
    }

    private async Task<List<LogEntry>> ReadAvailableAsync(
        LogSelection selection, LogCursor cursor, int limit, CancellationToken cancellationToken)
    {
        var entries = new List<LogEntry>();
        var (first, count) = selection.FindPartitions(store.Partitions);
        for (var partition = first; partition < first + count && entries.Count < limit; partition++)
        {
            await ReadPartitionAsync(selection, partition, cursor, limit, entries, cancellationToken);
        }

        return entries;
    }

    private async Task ReadPartitionAsync(
        LogSelection selection, int partition, LogCursor cursor, int limit, List<LogEntry> entries, CancellationToken cancellationToken)
    {
        for (var scanned = 0; entries.Count < limit && scanned < MaxScanned;)
        {
            var query = new LogQuery(partition, cursor[partition], selection.Key is null ? limit - entries.Count : ScanCount)
            {
                Sessionizer = selection.Sessionizer,
                Kind = selection.Kind,
            };
            var slice = await store.ReadLogAsync(query, cancellationToken);
            scanned += slice.Entries.Count;
            var wanted = slice.Entries.Where(selection.IsWanted).Take(limit - entries.Count).ToList();
            entries.AddRange(wanted);
            // What is behind the last one that there was room for may be wanted too.
            cursor[partition] = entries.Count == limit && wanted.Count > 0 ? wanted[^1].Position : slice.Through;
            if (slice.Entries.Count < query.MaxCount)
            {
                return;
            }
        }
    }

    private async Task WaitForAnyAsync(LogSelection selection, LogCursor cursor, CancellationToken cancellationToken)
    {
        // The waits that lose are ended, so that they do not pile up.
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var (first, count) = selection.FindPartitions(store.Partitions);
        var waits = new Task[count];
        for (var i = 0; i < count; i++)
        {
            waits[i] = store.WaitForLogAsync(first + i, Math.Max(0, cursor[first + i]), rest.Token).AsTask();
        }

        await Task.WhenAny(waits);
        await rest.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
