namespace OrleansSessions;

/// <summary>Times that may be held several times over, and the least of them. Not thread-safe.</summary>
internal sealed class HeldTimes
{
    // What is released stays in the queue until it is the least: then it is the least of those released, too.
    private readonly PriorityQueue<long, long> held = new();
    private readonly PriorityQueue<long, long> released = new();

    /// <summary>The least time; null when none is held.</summary>
    public DateTimeOffset? Least => held.TryPeek(out var ticks, out _) ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    public void Hold(DateTimeOffset time) => held.Enqueue(time.UtcTicks, time.UtcTicks);

    /// <summary>Releases a time that is held.</summary>
    public void Release(DateTimeOffset time)
    {
        released.Enqueue(time.UtcTicks, time.UtcTicks);
        while (released.TryPeek(out var ticks, out _) && held.Peek() == ticks)
        {
            released.Dequeue();
            held.Dequeue();
        }
    }
}
