namespace OrleansSessions.Server;

/// <summary>The part of one stream that is being delivered: bounded, in order, shared by the stream's consumers.</summary>
internal sealed class StreamWindow(StreamId streamId, long startsAfter)
{
    // Some batches ahead of the slowest consumer; what is beyond stays in the log.
    private const int MaxEntries = 4_096;

    private readonly LinkedList<LogBatch> batches = [];
    private readonly List<StreamCursor> cursors = [];
    private int entries;
    private long trimmedThrough = startsAfter;

    public StreamId StreamId => streamId;

    /// <summary>The position after which entries of this stream are in the log but not here, or null when none are missing.</summary>
    public long? MissedAfter { get; private set; }

    public bool HasRoom => entries <= MaxEntries / 2;

    /// <summary>Up to where the consumers have taken everything; null when nothing is left to take.</summary>
    public long? TakenThrough => batches.First is { } first ? first.Value.First - 1 : MissedAfter;

    /// <summary>Takes a batch that was read for all streams.</summary>
    /// <returns>False when there is no room, and the batch must be read again.</returns>
    public bool TryAppend(LogBatch batch)
    {
        if (MissedAfter is not null || entries >= MaxEntries)
        {
            MissedAfter ??= batch.First - 1;
            return false;
        }

        Append(batch);
        return true;
    }

    /// <summary>Takes entries that it missed.</summary>
    /// <param name="batch">The entries; null when there were none.</param>
    /// <param name="through">Up to where the log was read for them, or null when nothing is missing any more.</param>
    public void Fill(LogBatch? batch, long? through)
    {
        MissedAfter = through;
        if (batch is not null)
        {
            Append(batch);
        }
    }

    /// <summary>A cursor for a consumer.</summary>
    /// <param name="position">The last entry that it has taken, or the first that it is to take; null for all that is here.</param>
    /// <remarks>
    /// The agent does not deliver the first batch of a cursor that it moves to what a consumer says it has taken. So a batch ends
    /// at that position: after another agent has delivered in other batches, what follows in the same batch would be passed over.
    /// Where the entry is no longer here it is read again, and with it what follows it.
    /// </remarks>
    public StreamCursor CreateCursor(long? position)
    {
        if (position <= trimmedThrough)
        {
            batches.Clear();
            entries = 0;
            trimmedThrough = position.Value - 1;
            MissedAfter = trimmedThrough;
        }
        else if (position is { } taken)
        {
            SplitAfter(taken);
        }

        var cursor = new StreamCursor(this, position - 1 ?? trimmedThrough);
        cursors.Add(cursor);
        return cursor;
    }

    public void Remove(StreamCursor cursor) => cursors.Remove(cursor);

    public LogBatch? FindAfter(long position)
    {
        for (var node = batches.First; node is not null; node = node.Next)
        {
            if (node.Value.Last > position)
            {
                return node.Value;
            }
        }

        return null;
    }

    /// <summary>Counts what each consumer holds as taken, up to a position.</summary>
    public void Acknowledge(long position) => cursors.ForEach(cursor => cursor.Acknowledge(position));

    /// <summary>Lets go of what every consumer has taken. A stream without consumers lets go of everything.</summary>
    public void Trim()
    {
        var taken = cursors.Count == 0 ? long.MaxValue : cursors.Min(cursor => cursor.Position);
        while (batches.First is { } first && first.Value.Last <= taken)
        {
            trimmedThrough = first.Value.Last;
            entries -= first.Value.Count;
            batches.RemoveFirst();
        }

        if (cursors.Count == 0)
        {
            MissedAfter = null;
        }
    }

    private void SplitAfter(long position)
    {
        for (var node = batches.First; node is not null && node.Value.First <= position; node = node.Next)
        {
            if (node.Value.Last > position)
            {
                var (before, after) = node.Value.SplitAfter(position);
                node.Value = before;
                batches.AddAfter(node, after);
                return;
            }
        }
    }

    private void Append(LogBatch batch)
    {
        batches.AddLast(batch);
        entries += batch.Count;
    }
}
