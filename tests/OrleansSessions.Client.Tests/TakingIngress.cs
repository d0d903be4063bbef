using System.Collections.Concurrent;

namespace OrleansSessions.Client.Tests;

/// <summary>Takes all events in this process, and answers a moment after it has read them.</summary>
internal sealed class TakingIngress : ISessionIngress
{
    public ConcurrentQueue<int> Taken { get; } = [];

    public bool WorksOnCallingThread => true;

    public async Task<AppendResult> AppendAsync(SessionBatch batch)
    {
        await Task.Yield();
        foreach (var item in ((SessionBatch<int>)batch).Events)
        {
            Taken.Enqueue(item.Value);
        }

        return new AppendResult(batch.Count, []);
    }

    public ValueTask ReportAsync(SourceProgress progress) => ValueTask.CompletedTask;
}
