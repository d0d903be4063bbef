using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansSessions.Server.Tests;

/// <summary>Takes the late events of one partition.</summary>
[ImplicitStreamSubscription("sourced" + SessionStreams.LateSuffix)]
internal sealed class LateSubscriberGrain(LateEventSink sink)
    : Grain, IGrainWithIntegerKey, IStreamSubscriptionObserver, IAsyncObserver<LateEvent<int>>
{
    public async Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        await handleFactory.Create<LateEvent<int>>().ResumeAsync(this);

    public Task OnNextAsync(LateEvent<int> item, StreamSequenceToken? token = null)
    {
        sink.Take(item);
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
}
