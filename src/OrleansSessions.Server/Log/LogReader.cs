namespace OrleansSessions.Server;

/// <summary>Reads a sessionizer's entries over all partitions of the log. Thread-safe.</summary>
internal sealed class LogReader(ISessionStore store)
{
    public int Partitions => store.Partitions;

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
    public async Task<IReadOnlyList<LogEntry>> ReadAsync(
        string sessionizer, LogKind kind, LogCursor cursor, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        var entries = await ReadAvailableAsync(sessionizer, kind, cursor, limit, cancellationToken);
        if (entries.Count > 0 || wait == TimeSpan.Zero)
        {
            return entries;
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        waiting.CancelAfter(wait);
        try
        {
            while (entries.Count == 0)
            {
                await WaitForAnyAsync(cursor, waiting.Token);

                // Not ended by the wait: the cursor has passed what it has read so far.
                entries = await ReadAvailableAsync(sessionizer, kind, cursor, limit, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing came within the wait.
        }

        return entries;
    }

    private async Task<List<LogEntry>> ReadAvailableAsync(
        string sessionizer, LogKind kind, LogCursor cursor, int limit, CancellationToken cancellationToken)
    {
        var entries = new List<LogEntry>();
        for (var partition = 0; partition < cursor.Partitions && entries.Count < limit; partition++)
        {
            var query = new LogQuery(partition, cursor[partition], limit - entries.Count) { Sessionizer = sessionizer, Kind = kind };
            var slice = await store.ReadLogAsync(query, cancellationToken);
            entries.AddRange(slice.Entries);
            cursor[partition] = slice.Through;
        }

        return entries;
    }

    private async Task WaitForAnyAsync(LogCursor cursor, CancellationToken cancellationToken)
    {
        // The waits that lose are ended, so that they do not pile up.
        using var rest = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waits = new Task[cursor.Partitions];
        for (var partition = 0; partition < waits.Length; partition++)
        {
            waits[partition] = store.WaitForLogAsync(partition, Math.Max(0, cursor[partition]), rest.Token).AsTask();
        }

        await Task.WhenAny(waits);
        await rest.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }
}
