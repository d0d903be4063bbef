namespace OrleansSessions;

/// <summary>Events that wait for a lane, and whoever waits for their answer.</summary>
internal sealed class PendingAppend<TEvent>(IReadOnlyList<SessionEvent<TEvent>> events)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public IReadOnlyList<SessionEvent<TEvent>> Events => events;
}
