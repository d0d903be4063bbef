namespace OrleansSessions;

/// <summary>One key's place in an <see cref="ExpiryIndex{TKey}"/>.</summary>
/// <typeparam name="TKey">What is due.</typeparam>
/// <remarks>
/// The key's owner writes the newest deadline here and nowhere else; the index reads it when the recorded one is due.
/// So an event that extends a session costs one write, not a move in the index.
/// </remarks>
public class ExpiryEntry<TKey>
{
    private const long Dropped = -1;

    private long deadline;
    private long recorded = long.MaxValue;

    /// <summary>An entry that is not yet in an index.</summary>
    /// <param name="key">What is due.</param>
    /// <param name="deadline">When.</param>
    public ExpiryEntry(TKey key, Watermark deadline)
    {
        Key = key;
        this.deadline = deadline.Ticks;
    }

    /// <summary>What is due.</summary>
    public TKey Key { get; }

    /// <summary>The newest deadline, or null once the entry has been dropped.</summary>
    public Watermark? Deadline => Volatile.Read(ref deadline) is var ticks and not Dropped ? Watermark.FromTicks(ticks) : null;

    /// <summary>Whether the entry is no longer of use; its owner makes a new one.</summary>
    public bool IsDropped => Volatile.Read(ref deadline) == Dropped;

    internal long DeadlineTicks => Volatile.Read(ref deadline);

    internal long Recorded
    {
        get => Volatile.Read(ref recorded);
        // Race: the owner writes an earlier deadline while the index records a later one. Both write with a full fence and
        // then read the other's value, so at least one of them sees that the entry must move forward.
        set => Interlocked.Exchange(ref recorded, value);
    }

    /// <summary>Writes the newest deadline. For the key's owner.</summary>
    /// <param name="newest">The deadline.</param>
    /// <param name="isEarlier">Whether the index would look too late, so that the entry must be added to it again.</param>
    /// <returns>False when the entry has been dropped and nothing was written.</returns>
    public bool TryWrite(Watermark newest, out bool isEarlier)
    {
        isEarlier = false;
        var seen = Volatile.Read(ref deadline);
        while (seen != Dropped)
        {
            var before = Interlocked.CompareExchange(ref deadline, newest.Ticks, seen);
            if (before == seen)
            {
                isEarlier = newest.Ticks < Recorded;
                if (isEarlier)
                {
                    // So that the next write does not report it again before it is added.
                    Recorded = newest.Ticks;
                }

                return true;
            }

            seen = before;
        }

        return false;
    }

    /// <summary>Drops the entry, whatever its deadline. For the key's owner, when nothing is left of the key.</summary>
    public void Drop() => Interlocked.Exchange(ref deadline, Dropped);
}
