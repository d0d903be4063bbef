namespace OrleansSessions.Server;

/// <summary>What a turn of a key changes, stored as one: the open state, and what it appends to the log.</summary>
public sealed class SessionCommit
{
    /// <summary>What <see cref="ISessionStore.CommitAsync"/> answers when the key's version was another.</summary>
    public const long Conflict = -1;

    // A commit to a store in this process is done with at once, and is then written over with the next one.
    private Parts parts;

    /// <summary>The key.</summary>
    public required SessionKey Key
    {
        get => parts.Key;
        init => parts.Key = value;
    }

    /// <summary>The partition of the log that the key belongs to.</summary>
    public required int Partition
    {
        get => parts.Partition;
        init => parts.Partition = value;
    }

    /// <summary>The version that the change is based on; 0 when the store did not have the key.</summary>
    public required long ExpectedVersion
    {
        get => parts.ExpectedVersion;
        init => parts.ExpectedVersion = value;
    }

    /// <summary>The new state; empty when the store must not have the key any more.</summary>
    public required ReadOnlyMemory<byte> State
    {
        get => parts.State;
        init => parts.State = value;
    }

    /// <summary>
    /// When the key is due next, as <see cref="Watermark.Ticks"/>; null when it never is, because it has been set aside.
    /// Without meaning when <see cref="State"/> is empty.
    /// </summary>
    public required long? DeadlineTicks
    {
        get => parts.DeadlineTicks;
        init => parts.DeadlineTicks = value;
    }

    /// <summary>The greatest end of the key's open sessions, in ticks; 0 when it has none.</summary>
    public long OpenEndTicks
    {
        get => parts.OpenEndTicks;
        init => parts.OpenEndTicks = value;
    }

    /// <summary>Gives the new state instead of <see cref="State"/>, for an <see cref="IInProcessStore"/>.</summary>
    internal IKeySnapshotSource? Snapshot
    {
        get => parts.Snapshot;
        init => parts.Snapshot = value;
    }

    internal bool IsRemoval => State.IsEmpty && Snapshot is null;

    /// <summary>What is appended to the log, in order.</summary>
    public required IReadOnlyList<LogRecord> Log
    {
        get => parts.Log;
        init => parts.Log = value;
    }

    /// <summary>What it changes in the number of sessions; null when nothing. Nothing of it is stored.</summary>
    internal SessionChanges? Changes
    {
        get => parts.Changes;
        init => parts.Changes = value;
    }

    /// <summary>A commit of these parts.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="over">A commit that nobody needs any more, to be written over; null for a new one.</param>
    internal static SessionCommit Create(in Parts parts, SessionCommit? over)
    {
        var commit = over ?? new SessionCommit
        {
            Key = parts.Key,
            Partition = parts.Partition,
            ExpectedVersion = parts.ExpectedVersion,
            State = parts.State,
            DeadlineTicks = parts.DeadlineTicks,
            Log = parts.Log,
        };
        commit.parts = parts;
        return commit;
    }

    internal struct Parts
    {
        public SessionKey Key;
        public int Partition;
        public long ExpectedVersion;
        public ReadOnlyMemory<byte> State;
        public long? DeadlineTicks;
        public long OpenEndTicks;
        public IKeySnapshotSource? Snapshot;
        public IReadOnlyList<LogRecord> Log;
        public SessionChanges? Changes;
    }
}
