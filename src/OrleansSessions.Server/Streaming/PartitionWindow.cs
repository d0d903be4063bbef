using Orleans.Streams;

namespace OrleansSessions.Server;

/// <summary>
/// The part of a partition's log that is being delivered, a bounded window for each stream in it. A stream whose consumer
/// does not get on stops filling its own window; the others read on, and what it missed is read again from the log.
/// </summary>
/// <remarks>Used in the turns of the partition's pulling agent only.</remarks>
internal sealed class PartitionWindow : IQueueCache
{
    private readonly Dictionary<StreamId, StreamWindow> streams = [];
    private long savedCheckpoint;

    /// <summary>Up to where the log has been read.</summary>
    public long ReadThrough { get; private set; }

    /// <summary>Up to where every consumer has taken what is its own: after a restart, reading begins here.</summary>
    public long Checkpoint => streams.Values.Aggregate(ReadThrough, (least, stream) => Math.Min(least, stream.TakenThrough ?? least));

    /// <summary>The streams of which anything has been read.</summary>
    public IEnumerable<StreamWindow> Streams => streams.Values;

    /// <summary>Streams that have missed entries and have room for them now.</summary>
    public IEnumerable<StreamWindow> Behind => streams.Values.Where(stream => stream is { MissedAfter: not null, HasRoom: true });

    /// <summary>Whether any stream has missed entries.</summary>
    public bool AnyBehind => streams.Values.Any(stream => stream.MissedAfter is not null);

    public void Start(long checkpoint)
    {
        ReadThrough = checkpoint;
        savedCheckpoint = checkpoint;
    }

    public StreamWindow Get(StreamId streamId)
    {
        if (!streams.TryGetValue(streamId, out var stream))
        {
            streams.Add(streamId, stream = new StreamWindow(streamId, ReadThrough));
        }

        return stream;
    }

    public void MoveTo(long readThrough) => ReadThrough = readThrough;

    // The receiver has put the batches into their windows itself, for it knows which of them fill a gap.
    public void AddToCache(IList<IBatchContainer> messages)
    {
    }

    public int GetMaxAddCount() => int.MaxValue;

    public bool IsUnderPressure() => false;

    /// <summary>The checkpoint is stored up to a position.</summary>
    public void SetSaved(long checkpoint) => savedCheckpoint = checkpoint;

    /// <summary>Lets go of what has been taken. True when there is a new checkpoint to save.</summary>
    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        foreach (var stream in streams.Values)
        {
            stream.Trim();
        }

        return Checkpoint > savedCheckpoint;
    }

    public void UpdateDeliveryProgress(StreamSequenceToken? earliestSubscriptionToken, DateTime utcNow)
    {
        // At shutdown: a batch that its consumer has acknowledged, but after which the cursor has not been asked to move.
        foreach (var stream in streams.Values)
        {
            if (earliestSubscriptionToken is not null)
            {
                stream.Acknowledge(earliestSubscriptionToken.SequenceNumber);
            }

            stream.Trim();
        }
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token) =>
        Get(streamId).CreateCursor(token?.SequenceNumber);

    public QueueCacheCursorResult<IQueueCacheCursor> TryGetCacheCursor(StreamId streamId, StreamSequenceToken? token) =>
        QueueCacheCursorResult<IQueueCacheCursor>.FromCursor(Get(streamId).CreateCursor(token?.SequenceNumber));

    public QueueCacheCursorResult<IQueueCacheCursor> TryGetCacheCursorAtPosition(
        StreamId streamId, StreamSubscriptionStartPosition startPosition) => TryGetCacheCursor(streamId, null);
}
