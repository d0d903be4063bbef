namespace OrleansSessions.Server;

/// <summary>A key that waits to be loaded.</summary>
internal sealed class PendingLoad(SessionKey key) : TaskCompletionSource<StoredKey>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public SessionKey Key => key;
}
