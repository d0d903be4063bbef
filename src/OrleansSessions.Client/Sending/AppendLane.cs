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
        AppendPart<TEvent>[] last;
        try
        {
            last = Answer(parts, await producer.SendAsync(events, progress));
        }
        catch (Exception exception)
        {
            last = Array.FindAll(parts, part => part.Append.Fail(part, exception));
        }

        if (source.End<TEvent>(least, last) is { } after)
        {
            ReportAsync(after, last).Ignore();
        }
        else
        {
            Complete(last);
        }
    }

    // Whoever is answered may count on the watermark no longer being held back by his events, so the silo is told before.
    private async Task ReportAsync(SourceProgress after, AppendPart<TEvent>[] last)
    {
        await ingress.ReportAsync(after).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Complete(last);
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

    // Gives those parts with which a whole append is answered.
    private static AppendPart<TEvent>[] Answer(AppendPart<TEvent>[] parts, AppendResult result)
    {
        var start = 0;
        var next = 0;
        return Array.FindAll(parts, part =>
        {
            List<EventProblem>? problems = null;
            for (; next < result.Problems.Count && result.Problems[next].Index < start + part.Count; next++)
            {
                var problem = result.Problems[next];
                (problems ??= []).Add(problem with { Index = part.Places[problem.Index - start] });
            }

            start += part.Count;
            return part.Append.Answer(part, problems);
        });
    }

    private static void Complete(AppendPart<TEvent>[] last)
    {
        foreach (var part in last)
        {
            part.Append.Complete();
        }
    }
}
