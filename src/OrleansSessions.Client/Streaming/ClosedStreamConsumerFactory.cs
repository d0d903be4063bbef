using Orleans.Streams;

namespace OrleansSessions;

/// <summary>The stream provider as a client process sees it: streams are read by silos, so there is nothing to receive here.</summary>
internal sealed class ClosedStreamConsumerFactory : IQueueAdapterFactory, IQueueAdapter
{
    public string Name => SessionStreams.ProviderName;

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => throw NotOnClients();

    public IStreamQueueMapper GetStreamQueueMapper() =>
        new HashRingBasedStreamQueueMapper(new Orleans.Configuration.HashRingStreamQueueMapperOptions(), Name);

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) => throw NotOnClients();

    public Task QueueMessageBatchAsync<T>(
        Orleans.Runtime.StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("Closed-session streams are read-only: sessions are put on them by closing.");

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => throw NotOnClients();

    private static NotSupportedException NotOnClients() => new("Closed-session streams are received by silos.");
}
