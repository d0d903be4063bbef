namespace OrleansSessions;

/// <summary>
/// Sends what is appended in a few lanes. While all are busy, what comes gathers and goes together: many small appends at
/// once become few large batches. Thread-safe.
/// </summary>
internal sealed class AppendLanes<TEvent>(ISessionIngressGrain ingress, SourceTracker source, TimeProvider clock)
{
    /// <summary>The most events in a batch.</summary>
    public const int MaxBatch = 10_000;

    // Enough to keep a silo busy. Each is a producer that keys remember, so not more than that.
    private const int MaxLanes = 8;

    private readonly Lock gate = new();
    private readonly Stack<AppendLane<TEvent>> free = new();
    private readonly Queue<PendingAppend<TEvent>> waiting = new();
    private int lanes;

    /// <summary>Appends at most <see cref="MaxBatch"/> events.</summary>
    public Task<AppendResult> AppendAsync(IReadOnlyList<SessionEvent<TEvent>> events)
    {
        AppendLane<TEvent>? lane;
        var append = new PendingAppend<TEvent>(events);
        lock (gate)
        {
            lane = TakeLane();
            if (lane is null)
            {
                waiting.Enqueue(append);
                return append.Task;
            }
        }

        SendAllAsync(lane, [append]).Ignore();
        return append.Task;
    }

    private AppendLane<TEvent>? TakeLane()
    {
        if (free.TryPop(out var lane))
        {
            return lane;
        }

        if (lanes == MaxLanes)
        {
            return null;
        }

        lanes++;
        return new AppendLane<TEvent>(ingress, source, clock);
    }

    private async Task SendAllAsync(AppendLane<TEvent> lane, List<PendingAppend<TEvent>> appends)
    {
        while (appends.Count > 0)
        {
            await SendAsync(lane, appends);
            appends.Clear();
            lock (gate)
            {
                TakeWaiting(appends);
                if (appends.Count == 0)
                {
                    free.Push(lane);
                }
            }
        }
    }

    private void TakeWaiting(List<PendingAppend<TEvent>> appends)
    {
        var count = 0;
        while (waiting.TryPeek(out var next) && (count == 0 || count + next.Events.Count <= MaxBatch))
        {
            appends.Add(waiting.Dequeue());
            count += next.Events.Count;
        }
    }

    private static async Task SendAsync(AppendLane<TEvent> lane, List<PendingAppend<TEvent>> appends)
    {
        try
        {
            var result = await lane.SendAsync([.. appends.SelectMany(append => append.Events)]);
            Answer(appends, result);
        }
        catch (Exception exception)
        {
            appends.ForEach(append => append.TrySetException(exception));
        }
    }

    private static void Answer(List<PendingAppend<TEvent>> appends, AppendResult result)
    {
        if (appends.Count == 1)
        {
            appends[0].TrySetResult(result);
            return;
        }

        var start = 0;
        var next = 0;
        foreach (var append in appends)
        {
            var problems = new List<EventProblem>(0);
            for (; next < result.Problems.Count && result.Problems[next].Index < start + append.Events.Count; next++)
            {
                problems.Add(result.Problems[next] with { Index = result.Problems[next].Index - start });
            }

            append.TrySetResult(new AppendResult(append.Events.Count - problems.Count, problems));
            start += append.Events.Count;
        }
    }
}
