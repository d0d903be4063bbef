namespace OrleansSessions.Server;

/// <summary>What a silo knows of one of its keys: when it is due, and what is open. Written by the key's grain only.</summary>
internal sealed class SiloSession(string key, Watermark deadline) : ExpiryEntry<string>(key, deadline)
{
    private long startTicks;
    private long count;
    private int sessions;

    /// <summary>The start of the oldest open session, in ticks; 0 when none is open.</summary>
    public long StartTicks => Volatile.Read(ref startTicks);

    /// <summary>The number of events of the largest open session.</summary>
    public long Count => Volatile.Read(ref count);

    /// <summary>The number of open sessions.</summary>
    public int Sessions => Volatile.Read(ref sessions);

    /// <summary>Writes what is open.</summary>
    /// <returns>The number of sessions that were open before, for who counts them.</returns>
    // Race: who asks meanwhile may see the one number and not yet the other. They are for people to look at.
    public int Write(OpenSummary open)
    {
        Volatile.Write(ref startTicks, open.StartTicks);
        Volatile.Write(ref count, open.Count);
        return Sessions == open.Sessions ? open.Sessions : Interlocked.Exchange(ref sessions, open.Sessions);
    }
}
