namespace OrleansSessions.Server;

/// <summary>The log of one partition, bounded. Not thread-safe.</summary>
internal sealed class MemoryLog(int partition, int maxEntries)
{
    // A ring would do with less copying, but would hold its greatest size for ever. Trimming half at a time is amortized O(1).
    // What was deleted with its key leaves a null: positions do not move.
    private readonly List<LogEntry?> entries = [];
    private int head;

    public long End { get; private set; }

    private long Oldest => End - (entries.Count - head) + 1;

    public void Append(SessionKey key, LogRecord record)
    {
        entries.Add(new LogEntry(++End, record.Kind, key, record.Payload));
        if (entries.Count - head <= maxEntries)
        {
            return;
        }

        entries[head++] = null;
        if (head > entries.Count / 2)
        {
            entries.RemoveRange(0, head);
            head = 0;
        }
    }

    public void Delete(SessionKey key)
    {
        for (var i = head; i < entries.Count; i++)
        {
            if (entries[i]?.Key == key)
            {
                entries[i] = null;
            }
        }
    }

    public LogSlice Read(LogQuery query)
    {
        var from = query.After == LogQuery.Oldest ? Oldest : query.After + 1;
        if (from < Oldest)
        {
            throw new SessionLogTruncatedException(partition, from, Oldest);
        }

        var found = new List<LogEntry>();
        var position = from;
        for (; position <= End && found.Count < query.MaxCount; position++)
        {
            if (entries[head + (int)(position - Oldest)] is { } entry
                && (query.Sessionizer is null || query.Sessionizer == entry.Key.Sessionizer)
                && (query.Kind is null || query.Kind == entry.Kind))
            {
                found.Add(entry);
            }
        }

        return new LogSlice(found, Math.Max(position - 1, from - 1));
    }
}
