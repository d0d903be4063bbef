namespace OrleansSessions.Server;

/// <summary>What a silo knows of one of its keys: when it is due, and what is open. Written by the key's grain only.</summary>
internal sealed class SiloSession(string key, Watermark deadline) : ExpiryEntry<string>(key, deadline)
{
    private SessionGrain? activation;
    private long startTicks;
    private long count;
    private int sessions;

    /// <summary>The key's grain; null when it is not active on this silo, or has not yet had anything to remember.</summary>
    public SessionGrain? Activation => Volatile.Read(ref activation);

    /// <summary>The start of the oldest open session, in ticks; 0 when none is open.</summary>
    public long StartTicks => Volatile.Read(ref startTicks);

    /// <summary>The number of events of the largest open session.</summary>
    public long Count => Volatile.Read(ref count);

    /// <summary>The number of open sessions.</summary>
    public int Sessions => Volatile.Read(ref sessions);

    /// <summary>Says that the key's grain is active. For that grain.</summary>
    public void Join(SessionGrain grain)
    {
        // At every commit: nearly always it is there, and is not written again.
        if (activation != grain)
        {
            Volatile.Write(ref activation, grain);
        }
    }

    /// <summary>Says that a grain has gone. For that grain, when it writes here no more.</summary>
    // Race: the key's next activation may have come before the last one has gone.
    public void Leave(SessionGrain grain) => Interlocked.CompareExchange(ref activation, null, grain);

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
