namespace OrleansSessions.Server;

/// <summary>
/// A key on this silo: its sessions while they are in memory, when it is due, and what is open. Who has taken the sessions writes the
/// rest; nobody else does.
/// </summary>
internal sealed class SiloKey(string key) : ExpiryEntry<string>(key, Watermark.End)
{
    private static readonly object Gone = new();

    // KeySessions: in memory, and nobody has them. ISessionHolder: it has them. Gone: the entry is of no use any more. Null: not in memory.
    private object? sessions;
    private long startTicks;
    private long count;
    private int open;
    // Race: the look for idle keys takes it back while it is set. The sessions may then leave memory one look too early or too late.
    private bool isUsed;

    /// <summary>Who has the sessions; null for nobody.</summary>
    public ISessionHolder? Holder => Volatile.Read(ref sessions) as ISessionHolder;

    /// <summary>The sessions when they are in memory and nobody has them: to look for, not to look at.</summary>
    public KeySessions? Free => Volatile.Read(ref sessions) as KeySessions;

    /// <summary>Whether there is anything to remember of the key.</summary>
    public bool IsTracked { get; private set; }

    /// <summary>The start of the oldest open session, in ticks; 0 when none is open.</summary>
    public long StartTicks => Volatile.Read(ref startTicks);

    /// <summary>The number of events of the largest open session.</summary>
    public long LargestCount => Volatile.Read(ref count);

    /// <summary>The number of open sessions.</summary>
    public int OpenSessions => Volatile.Read(ref open);

    /// <inheritdoc cref="KeySessions.Touch"/>
    public void Touch()
    {
        Free?.Touch();
        _ = IsDropped;
    }

    /// <summary>Takes the sessions, if nobody has them and the entry is of use. Called from any thread.</summary>
    /// <param name="holder">Who takes them, and has the key until it gives them back.</param>
    /// <param name="held">The sessions; null when they are not in memory.</param>
    public bool TryTake(ISessionHolder holder, out KeySessions? held)
    {
        var seen = Volatile.Read(ref sessions);
        held = seen as KeySessions;
        return (held is not null || seen is null) && Interlocked.CompareExchange(ref sessions, holder, seen) == seen;
    }

    /// <summary>Gives the sessions back as they are stored. For who has them. Whoever takes them next sees all that was written.</summary>
    public void Give(KeySessions? stored)
    {
        if (!isUsed)
        {
            isUsed = true;
        }

        Volatile.Write(ref sessions, stored);
    }

    /// <summary>Gives nothing back: who comes next loads. For who may have them.</summary>
    public void Lose(ISessionHolder holder) => Interlocked.CompareExchange(ref sessions, null, holder);

    /// <summary>Has the sessions leave memory if they have not been used since the last call and nobody has them.</summary>
    public void LoseIdle()
    {
        if (isUsed)
        {
            isUsed = false;
        }
        else if (Free is { } idle)
        {
            Interlocked.CompareExchange(ref sessions, null, idle);
        }
    }

    /// <summary>Has the sessions leave memory if no activation knows them and nobody has them.</summary>
    public void LoseUnknown()
    {
        if (Free is { Grain: null } unknown)
        {
            Interlocked.CompareExchange(ref sessions, null, unknown);
        }
    }

    /// <summary>Makes the entry useless. For who has the sessions.</summary>
    public void Close()
    {
        Drop();
        Volatile.Write(ref sessions, Gone);
    }

    /// <summary>Writes what is open. For who has the sessions.</summary>
    /// <returns>The number of sessions that were open before, for who counts them.</returns>
    // Race: who asks meanwhile may see the one number and not yet the other. They are for people to look at.
    public int Write(OpenSummary summary)
    {
        var before = open;
        Volatile.Write(ref startTicks, summary.StartTicks);
        Volatile.Write(ref count, summary.Count);
        Volatile.Write(ref open, summary.Sessions);
        IsTracked = true;
        return before;
    }
}
