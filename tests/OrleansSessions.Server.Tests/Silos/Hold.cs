namespace OrleansSessions.Server.Tests;

/// <summary>A place where whoever comes waits until a test lets them pass, or ends: then they pass, so that silos can stop.</summary>
internal sealed class Hold : IDisposable
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Waits until somebody has come.</summary>
    public Task WaitReachedAsync() => reached.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public void Release() => released.TrySetResult();

    public void Dispose() => Release();

    public Task PassAsync()
    {
        reached.TrySetResult();
        return released.Task;
    }
}
