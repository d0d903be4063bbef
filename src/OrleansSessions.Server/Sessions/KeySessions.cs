namespace OrleansSessions.Server;

/// <summary>One key's sessions in memory, whatever the types. Not thread-safe: they are for who has taken them from the <see cref="SiloKey"/>.</summary>
internal abstract class KeySessions
{
    /// <summary>The key's version in the store; 0 for one that is not stored.</summary>
    public long Version { get; set; }

    /// <summary>The activation that loaded or stored them last; null when none has.</summary>
    public SessionGrain? Grain { get; set; }

    /// <summary>When the key is due next, or null when nothing needs to be remembered of it.</summary>
    public abstract Watermark? Deadline { get; }

    /// <summary>What is open, for those who ask the scanner.</summary>
    public abstract OpenSummary Open { get; }

    /// <summary>Whether nothing of them has been stored since they were loaded.</summary>
    protected abstract bool IsAsLoaded { get; }

    /// <summary>Reads what a change reads first, so that it is in the processor's cache by then. Called from any thread.</summary>
    public abstract bool Touch();

    /// <summary>Adds events in order, after closing what is due.</summary>
    /// <param name="batch">The batch that has them.</param>
    /// <param name="places">Where they are in it: those of this key.</param>
    /// <returns>The events that are no part of a session, by their places; null for none.</returns>
    /// <exception cref="SessionException">The batch is of another event type; nothing has changed.</exception>
    public abstract List<EventProblem>? Append(SessionBatch batch, ReadOnlySpan<int> places);

    /// <summary>Closes what is due at the watermark.</summary>
    public abstract void Advance(Watermark watermark);

    /// <summary>Closes what is due at the watermark by which somebody found the key due.</summary>
    /// <param name="watermark">The watermark.</param>
    public void CloseDue(Watermark watermark)
    {
        Advance(watermark);
        if (IsAsLoaded && Deadline > watermark)
        {
            // It may have been found by a stored deadline that is older than the present options: stored again, it is not found again.
            StoreAgain();
        }
    }

    /// <summary>Ends the sessions that start at or before an instant, and gives how many.</summary>
    /// <exception cref="ArgumentException">The instant lies too far ahead.</exception>
    public abstract int End(DateTimeOffset? at);

    /// <summary>Closes all open sessions as they are.</summary>
    public abstract void Drain();

    /// <summary>Has the next commit store it even when nothing has changed.</summary>
    public abstract void StoreAgain();

    public abstract IReadOnlyList<SessionSnapshot> GetOpen();

    /// <summary>
    /// What has changed since the last call, to be stored as one; null when nothing has.
    /// </summary>
    /// <param name="store">Where it is to be stored.</param>
    /// <param name="over">A commit that nobody needs any more, to be written over; null for a new one.</param>
    public abstract SessionCommit? TakeCommit(ISessionStore store, SessionCommit? over = null);
}
