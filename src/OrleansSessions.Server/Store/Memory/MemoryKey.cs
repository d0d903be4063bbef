namespace OrleansSessions.Server;

internal sealed class MemoryKey
{
    /// <summary>When it is due; null when it never is.</summary>
    public ExpiryEntry<SessionKey>? Expiry { get; set; }

    public long OpenEndTicks { get; set; }

    public long Version { get; set; }

    public ReadOnlyMemory<byte> State { get; set; }

    public KeySnapshot? Snapshot { get; set; }

    /// <summary>Whether the store does not have it any more.</summary>
    public bool IsRemoved { get; set; }
}
