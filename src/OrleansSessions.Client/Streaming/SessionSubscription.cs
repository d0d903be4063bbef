using Orleans.Streams;

namespace OrleansSessions;

internal sealed class SessionSubscription<TResult>(StreamSubscriptionHandle<ClosedSession<TResult>>[] handles) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var handle in handles)
        {
            await handle.UnsubscribeAsync();
        }
    }
}
