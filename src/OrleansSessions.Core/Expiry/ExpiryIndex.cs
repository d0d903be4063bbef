namespace OrleansSessions;

/// <summary>Keys by deadline. Taking what is due costs what is due, not what is open.</summary>
/// <typeparam name="TKey">What is due.</typeparam>
/// <remarks>
/// Adding and taking are O(log n) in the number of entries; looking when nothing is due is O(1). An entry whose owner has
/// written a later deadline than the recorded one is moved when the recorded one comes, without being reported.
/// Not thread-safe, but owners may write to their entries at any time.
/// </remarks>
public sealed class ExpiryIndex<TKey>
{
    private readonly PriorityQueue<ExpiryEntry<TKey>, long> queue = new();

    /// <summary>The number of places in the index; a dropped entry keeps its place until its recorded deadline.</summary>
    public int Count => queue.Count;

    /// <summary>The least recorded deadline, or null when the index is empty. No entry is due before it.</summary>
    public Watermark? Next => queue.TryPeek(out _, out var ticks) ? Watermark.FromTicks(ticks) : null;

    /// <summary>Records an entry under its newest deadline; also one that is in the index under a later deadline.</summary>
    /// <param name="entry">The entry; a dropped one is ignored.</param>
    public void Add(ExpiryEntry<TKey> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (TryRecord(entry, out var deadline))
        {
            queue.Enqueue(entry, deadline);
        }
    }

    /// <summary>Gives an entry back that was taken, unless its owner's newest deadline has it on its way into the index already.</summary>
    /// <param name="entry">The entry.</param>
    public void Return(ExpiryEntry<TKey> entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Recorded == long.MaxValue)
        {
            Add(entry);
        }
    }

    /// <summary>Takes out the entries that are due at a watermark.</summary>
    /// <param name="watermark">The watermark.</param>
    /// <param name="maxCount">The most entries that <paramref name="due"/> may hold then; the rest stay for the next call.</param>
    /// <param name="due">Receives the entries in order of their recorded deadlines. Each must be returned, or dropped.</param>
    public void TakeDue(Watermark watermark, int maxCount, ICollection<ExpiryEntry<TKey>> due)
    {
        ArgumentNullException.ThrowIfNull(due);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxCount);
        while (due.Count < maxCount && queue.TryPeek(out var entry, out var recorded) && recorded <= watermark.Ticks)
        {
            if (entry.IsDropped || entry.Recorded != recorded)
            {
                // Dropped, or a place left behind when the entry was added again with an earlier deadline.
                queue.Dequeue();
            }
            else if (entry.DeadlineTicks <= watermark.Ticks)
            {
                queue.Dequeue();
                entry.Recorded = long.MaxValue;
                due.Add(entry);
            }
            else if (TryRecord(entry, out var newest))
            {
                queue.DequeueEnqueue(entry, newest);
            }
            else
            {
                queue.Dequeue();
            }
        }
    }

    private static bool TryRecord(ExpiryEntry<TKey> entry, out long deadline)
    {
        do
        {
            deadline = entry.DeadlineTicks;
            if (deadline < 0)
            {
                return false;
            }

            entry.Recorded = deadline;
        }
        while (entry.DeadlineTicks < deadline && !entry.IsDropped);

        return true;
    }
}
