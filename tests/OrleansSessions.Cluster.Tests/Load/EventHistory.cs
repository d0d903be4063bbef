namespace OrleansSessions.Cluster.Tests;

/// <summary>What the clients know of every event that was sent, by its id: 1, 2, 3 and so on. Thread-safe.</summary>
internal sealed class EventHistory
{
    private readonly Lock gate = new();
    private EventFate[] fates = new EventFate[1 << 16];
    private long sent;
    private long acknowledged;

    /// <summary>How many were sent.</summary>
    public long Sent => Volatile.Read(ref sent);

    /// <summary>How many were acknowledged as part of a session.</summary>
    public long Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>Notes that events are about to be sent, and gives the first of their ids, which follow each other.</summary>
    public long Begin(int count)
    {
        lock (gate)
        {
            var first = sent + 1;
            sent += count;
            if (sent >= fates.Length)
            {
                Array.Resize(ref fates, fates.Length * 2);
            }

            fates.AsSpan((int)first, count).Fill(EventFate.Unknown);
            return first;
        }
    }

    public void Note(long id, EventFate fate)
    {
        lock (gate)
        {
            fates[id] = fate;
            acknowledged += fate == EventFate.Acknowledged ? 1 : 0;
        }
    }

    public EventFate FateOf(long id)
    {
        lock (gate)
        {
            return id > 0 && id <= sent ? fates[id] : EventFate.NeverSent;
        }
    }

    public IReadOnlyDictionary<EventFate, long> CountByFate()
    {
        lock (gate)
        {
            return fates.AsSpan(1, (int)sent).ToArray().GroupBy(fate => fate).ToDictionary(group => group.Key, group => group.LongCount());
        }
    }
}
