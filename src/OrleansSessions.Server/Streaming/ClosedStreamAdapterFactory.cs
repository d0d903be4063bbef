using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Streams;

namespace OrleansSessions.Server;

/// <summary>
/// A read-only, rewindable stream provider whose queues are the partitions of the log: what is committed is what is
/// delivered. See the README beside this file.
/// </summary>
internal sealed class ClosedStreamAdapterFactory(
    ISessionStore store, Serializer serializer, LogLags lags, CommitTraces traces, TimeProvider clock, ILoggerFactory loggers)
    : IQueueAdapterFactory, IQueueAdapter, IQueueAdapterCache
{
    // A queue's cache and its receiver are made one after the other by the agent that takes the queue, and share the window.
    private readonly ConcurrentDictionary<QueueId, PartitionWindow> windows = [];

    private readonly IStreamQueueMapper mapper = new HashRingBasedStreamQueueMapper(
        new HashRingStreamQueueMapperOptions { TotalQueueCount = store.Partitions }, SessionStreams.ProviderName);

    public string Name => SessionStreams.ProviderName;

    public bool IsRewindable => true;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadOnly;

    public Task<IQueueAdapter> CreateAdapter() => Task.FromResult<IQueueAdapter>(this);

    public IQueueAdapterCache GetQueueAdapterCache() => this;

    public IStreamQueueMapper GetStreamQueueMapper() => mapper;

    public Task<IStreamFailureHandler> GetDeliveryFailureHandler(QueueId queueId) =>
        Task.FromResult<IStreamFailureHandler>(new NoOpStreamDeliveryFailureHandler(false));

    public IQueueCache CreateQueueCache(QueueId queueId) => windows[queueId] = new PartitionWindow();

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) => new PartitionReceiver(
        store, (int)queueId.GetNumericId(), windows[queueId], serializer, lags, traces, clock, loggers.CreateLogger<PartitionReceiver>());

    public Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken? token, Dictionary<string, object>? requestContext) =>
        throw new NotSupportedException("Closed-session streams are read-only: sessions are put on them by closing.");
}
