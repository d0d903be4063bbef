namespace OrleansSessions.Server;

/// <summary>A key as the memory store has it, and its place in the index of what is due.</summary>
internal sealed class MemoryKey(SessionKey key, Watermark deadline) : ExpiryEntry<SessionKey>(key, deadline)
{
    public long OpenEndTicks { get; set; }

    public long Version { get; set; }

    public ReadOnlyMemory<byte> State { get; set; }

    public KeySnapshot? Snapshot { get; set; }

    /// <summary>Whether the store has the key no longer, or as another.</summary>
    public bool IsRemoved { get; private set; }

    /// <summary>Takes everything out. The index may have it until it would have been due.</summary>
    public void Remove()
    {
        Drop();
        IsRemoved = true;
        (State, Snapshot) = (default, null);
    }
}
