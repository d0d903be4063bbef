namespace OrleansSessions.Server;

internal sealed class MemoryKey(ExpiryEntry<SessionKey> expiry)
{
    public ExpiryEntry<SessionKey> Expiry => expiry;

    public long Version { get; set; }

    public ReadOnlyMemory<byte> State { get; set; }
}
