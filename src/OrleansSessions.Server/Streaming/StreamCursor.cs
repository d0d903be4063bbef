using Orleans.Streams;

namespace OrleansSessions.Server;

/// <summary>How far one consumer has taken its stream.</summary>
internal sealed class StreamCursor(StreamWindow stream, long position) : IQueueCacheCursor
{
    private LogBatch? current;

    /// <summary>Up to where the consumer has taken everything.</summary>
    public long Position { get; private set; } = position;

    public IBatchContainer? GetCurrent(out Exception? exception)
    {
        exception = null;
        return current;
    }

    public bool MoveNext()
    {
        // The agent moves on only when the consumer has taken the current batch.
        Acknowledge(long.MaxValue);
        current = stream.FindAfter(Position);
        return current is not null;
    }

    public void Acknowledge(long through)
    {
        if (current is not null && current.Last <= through)
        {
            Position = current.Last;
            current = null;
        }
    }

    public void Refresh(StreamSequenceToken token)
    {
        // The window is shared: what is added to it is there for the next move.
    }

    public void RecordDeliveryFailure()
    {
        // The agent delivers the same batch again until it is taken.
    }

    public void Dispose() => stream.Remove(this);
}
