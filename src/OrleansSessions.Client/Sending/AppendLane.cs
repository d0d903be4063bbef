namespace OrleansSessions;

/// <summary>A queue of events of the lane's keys, and its producer, which has one batch of them on its way. Thread-safe.</summary>
internal sealed class AppendLane<TEvent>(LaneProducer<TEvent> producer, ISessionIngressGrain ingress, SourceTracker source)
{
    private readonly Lock gate = new();
    private readonly Queue<AppendPart<TEvent>> waiting = new();
    private bool isSending;

    /// <summary>Sends events as soon as the lane is free.</summary>
    public void Append(AppendPart<TEvent> part)
    {
        lock (gate)
        {
            waiting.Enqueue(part);
            if (isSending)
            {
                return;
            }

            isSending = true;
        }

        SendAllAsync().Ignore();
    }

    private async Task SendAllAsync()
    {
        var parts = new List<AppendPart<TEvent>>();
        while (TakeWaiting(parts))
        {
            await SendAsync([.. parts]);
            parts.Clear();
        }
    }

    private bool TakeWaiting(List<AppendPart<TEvent>> parts)
    {
        lock (gate)
        {
            var count = 0;
            while (waiting.TryPeek(out var next) && (count == 0 || count + next.Count <= AppendLanes<TEvent>.MaxBatch))
            {
                parts.Add(waiting.Dequeue());
                count += next.Count;
            }

            return isSending = count > 0;
        }
    }

    private async Task SendAsync(AppendPart<TEvent>[] parts)
    {
        var events = Gather(parts);
        var least = new SessionBatch<TEvent>(events).FindLeastTimestamp();
        var progress = source.Begin<TEvent>(least, parts);
        AppendResult result;
        try
        {
            result = await producer.SendAsync(events, progress);
        }
        catch (Exception exception)
        {
            Release(least);
            foreach (var part in parts)
            {
                Complete(part, part.Append.Fail(part, exception));
            }

            return;
        }

        Release(least);
        Answer(parts, result);
    }

    private static SessionEvent<TEvent>[] Gather(AppendPart<TEvent>[] parts)
    {
        var events = new SessionEvent<TEvent>[parts.Sum(static part => part.Count)];
        var next = 0;
        foreach (var part in parts)
        {
            foreach (var place in part.Places)
            {
                events[next++] = part.Append.Events[place];
            }
        }

        return events;
    }

    private void Answer(AppendPart<TEvent>[] parts, AppendResult result)
    {
        var start = 0;
        var next = 0;
        foreach (var part in parts)
        {
            List<EventProblem>? problems = null;
            for (; next < result.Problems.Count && result.Problems[next].Index < start + part.Count; next++)
            {
                var problem = result.Problems[next];
                (problems ??= []).Add(problem with { Index = part.Places[problem.Index - start] });
            }

            Complete(part, part.Append.Answer(part, problems));
            start += part.Count;
        }
    }

    private void Complete(AppendPart<TEvent> part, bool isLast)
    {
        if (!isLast)
        {
            return;
        }

        if (!part.IsWhole)
        {
            Release(part.Append.Least);
        }

        part.Append.Complete();
    }

    private void Release(DateTimeOffset? least)
    {
        if (source.End(least) is { } after)
        {
            ingress.ReportAsync(after).AsTask().Ignore();
        }
    }
}
