namespace OrleansSessions.Server;

/// <summary>What a turn of a key changes, stored as one: the open state, and what it appends to the log.</summary>
public sealed class SessionCommit
{
    /// <summary>What <see cref="ISessionStore.CommitAsync"/> answers when the key's version was another.</summary>
    public const long Conflict = -1;

    /// <summary>The key.</summary>
    public required SessionKey Key { get; init; }

    /// <summary>The partition of the log that the key belongs to.</summary>
    public required int Partition { get; init; }

    /// <summary>The version that the change is based on; 0 when the store did not have the key.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>The new state; empty when the store must not have the key any more.</summary>
    public required ReadOnlyMemory<byte> State { get; init; }

    /// <summary>
    /// When the key is due next, as <see cref="Watermark.Ticks"/>; null when it never is, because it has been set aside.
    /// Without meaning when <see cref="State"/> is empty.
    /// </summary>
    public required long? DeadlineTicks { get; init; }

    /// <summary>The greatest end of the key's open sessions, in ticks; 0 when it has none.</summary>
    public long OpenEndTicks { get; init; }

    /// <summary>Gives the new state instead of <see cref="State"/>, for an <see cref="IInProcessStore"/>.</summary>
    internal IKeySnapshotSource? Snapshot { get; init; }

    internal bool IsRemoval => State.IsEmpty && Snapshot is null;

    /// <summary>What is appended to the log, in order.</summary>
    public required IReadOnlyList<LogRecord> Log { get; init; }

    /// <summary>What it changes in the number of sessions; null when nothing. Nothing of it is stored.</summary>
    internal SessionChanges? Changes { get; init; }
}
