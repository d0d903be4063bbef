using Microsoft.Extensions.Logging;
using Orleans.Serialization;
using Orleans.Streams;

namespace OrleansSessions.Server;

/// <summary>Reads one partition of the log for the pulling agent that has taken it.</summary>
internal sealed partial class PartitionReceiver(
    ISessionStore store,
    int partition,
    PartitionWindow window,
    Serializer serializer,
    LogLags lags,
    CommitTraces traces,
    TimeProvider clock,
    ILogger<PartitionReceiver> logger)
    : IQueueAdapterReceiver
{
    private const string Consumer = "stream";
    private const int MaxEntriesPerRead = 512;

    // Bounds, with the interval, how long a checkpoint waits to be saved when nothing new comes.
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(1);

    // Each costs the store a transaction, as a group of closings does. After a crash that is redelivered which was delivered within this
    // time and a long poll.
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    private long logEnd;
    private long? checkpointSaved;

    public Task Initialize(TimeSpan timeout) => Initialize(timeout, CancellationToken.None);

    public async Task Initialize(TimeSpan timeout, CancellationToken cancellationToken) =>
        window.Start(await store.LoadCheckpointAsync(Consumer, partition, cancellationToken) ?? 0);

    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        var batches = new List<IBatchContainer>();
        ReportLags();
        try
        {
            await ReadMissedAsync(batches, cancellationToken);
            await ReadNewAsync(batches, cancellationToken);
            if (batches.Count == 0 && !window.AnyBehind && await WaitAsync(cancellationToken))
            {
                await ReadNewAsync(batches, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The silo stops: an agent that is told so with an exception reports an error. What has been read is given out.
        }

        ReportLags();
        return batches;
    }

    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => MessagesDeliveredAsync(messages, CancellationToken.None);

    public async Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken)
    {
        // Until it is saved, the agent calls at every read, of which there is one a long poll at the least.
        if (checkpointSaved is not { } saved || clock.GetElapsedTime(saved) >= CheckpointInterval)
        {
            await SaveCheckpointAsync(cancellationToken);
            checkpointSaved = clock.GetTimestamp();
        }
    }

    public Task Shutdown(TimeSpan timeout) => Shutdown(timeout, CancellationToken.None);

    public async Task Shutdown(TimeSpan timeout, CancellationToken cancellationToken)
    {
        lags.Remove(partition);
        await SaveCheckpointAsync(cancellationToken);
    }

    private async Task SaveCheckpointAsync(CancellationToken cancellationToken)
    {
        var checkpoint = window.Checkpoint;
        await store.SaveCheckpointAsync(Consumer, partition, checkpoint, cancellationToken);
        window.SetSaved(checkpoint);
    }

    private async Task ReadNewAsync(List<IBatchContainer> batches, CancellationToken cancellationToken)
    {
        var slice = await ReadAsync(new LogQuery(partition, window.ReadThrough, MaxEntriesPerRead), cancellationToken);
        foreach (var entries in slice.Entries.GroupBy(entry => (entry.Key.Sessionizer, entry.Kind)))
        {
            var batch = ToBatch([.. entries]);
            if (window.Get(batch.StreamId).TryAppend(batch))
            {
                batches.Add(batch);
            }
        }

        window.MoveTo(slice.Through);
        logEnd = slice.Entries.Count < MaxEntriesPerRead ? slice.Through : await store.GetLogEndAsync(partition, cancellationToken);
    }

    // As of the last read, which is at most a long poll ago.
    private void ReportLags()
    {
        foreach (var stream in window.Streams)
        {
            var (sessionizer, kind) = ParseNamespace(stream.StreamId.GetNamespace()!);
            lags.Set(partition, sessionizer, kind, Math.Max(0, logEnd - (stream.TakenThrough ?? window.ReadThrough)));
        }
    }

    private async Task ReadMissedAsync(List<IBatchContainer> batches, CancellationToken cancellationToken)
    {
        foreach (var stream in window.Behind.ToList())
        {
            var (sessionizer, kind) = ParseNamespace(stream.StreamId.GetNamespace()!);
            var query = new LogQuery(partition, stream.MissedAfter!.Value, MaxEntriesPerRead) { Sessionizer = sessionizer, Kind = kind };
            var slice = await ReadAsync(query, cancellationToken);
            var batch = slice.Entries.Count > 0 ? ToBatch(slice.Entries) : null;
            stream.Fill(batch, slice.Through < window.ReadThrough ? slice.Through : null);
            if (batch is not null)
            {
                batches.Add(batch);
            }
        }
    }

    private async Task<LogSlice> ReadAsync(LogQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await store.ReadLogAsync(query, cancellationToken);
        }
        catch (SessionLogTruncatedException truncated)
        {
            LogTruncated(logger, partition, truncated.Requested, truncated.Oldest);
            return await store.ReadLogAsync(query with { After = LogQuery.Oldest }, cancellationToken);
        }
    }

    private async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        using var elapsed = new CancellationTokenSource(LongPoll, clock);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, elapsed.Token);
        try
        {
            await store.WaitForLogAsync(partition, window.ReadThrough, waiting.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            // Nothing came, or the agent stops: it takes an empty answer better than an exception, which it would log as an error.
            return false;
        }
    }

    private LogBatch ToBatch(IReadOnlyList<LogEntry> entries)
    {
        var (sessionizer, kind) = (entries[0].Key.Sessionizer, entries[0].Kind);
        var streamId = kind == LogKind.Closed ? SessionStreams.Closed(sessionizer, partition) : SessionStreams.Late(sessionizer, partition);
        return new LogBatch(
            streamId, [.. entries.Select(entry => entry.Position)], [.. entries.Select(entry => entry.Payload)], serializer, traces.Find(entries));
    }

    private static (string Sessionizer, LogKind Kind) ParseNamespace(string streamNamespace) =>
        streamNamespace.EndsWith(SessionStreams.LateSuffix, StringComparison.Ordinal)
            ? (streamNamespace[..^SessionStreams.LateSuffix.Length], LogKind.Late)
            : (streamNamespace, LogKind.Closed);
}
