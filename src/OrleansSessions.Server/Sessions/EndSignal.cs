namespace OrleansSessions.Server;

/// <summary>Tells those who wait that something has ended; it may then begin again. Nearly always nobody waits. Thread-safe.</summary>
internal struct EndSignal
{
    private static readonly TaskCompletionSource Ended = CreateEnded();

    // Who waits for the end of it, or Ended.
    private TaskCompletionSource? waiting;

    public void Begin() => Interlocked.CompareExchange(ref waiting, null, Ended);

    public void End() => Interlocked.Exchange(ref waiting, Ended)?.TrySetResult();

    /// <summary>Completes at the end. Who comes late may wait for the end of what has begun since.</summary>
    public Task WaitAsync()
    {
        var own = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return (Interlocked.CompareExchange(ref waiting, own, null) ?? own).Task;
    }

    private static TaskCompletionSource CreateEnded()
    {
        var ended = new TaskCompletionSource();
        ended.SetResult();
        return ended;
    }
}
