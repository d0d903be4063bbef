using System.Runtime.InteropServices;

namespace OrleansSessions;

/// <summary>A queue of events of the lane's keys, and its producer, which has one batch of them on its way. Thread-safe.</summary>
internal sealed class AppendLane<TEvent>(
    LaneProducer<TEvent> producer, ISessionIngress ingress, EventArrays<TEvent> arrays, SourceTracker source)
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

        Start();
    }

    private void Start()
    {
        if (ingress.WorksOnCallingThread)
        {
            // Behind the others who wait for a thread: what they append meanwhile goes along. And not in the turn of a grain, which
            // may be the first to append: the lane serves others, too.
            ThreadPool.QueueUserWorkItem(static lane => lane.SendAllAsync().Ignore(), this, preferLocal: false);
        }
        else
        {
            SendAllAsync().Ignore();
        }
    }

    private async Task SendAllAsync()
    {
        var parts = new List<AppendPart<TEvent>>();
        do
        {
            parts.Clear();
            TakeWaiting(parts);
            await SendAsync(parts).ConfigureAwait(false);
            lock (gate)
            {
                isSending = waiting.Count > 0;
                if (!isSending)
                {
                    return;
                }
            }
        }
        while (!ingress.WorksOnCallingThread);

        Start();
    }

    private void TakeWaiting(List<AppendPart<TEvent>> parts)
    {
        lock (gate)
        {
            var count = 0;
            while (waiting.TryPeek(out var next) && (count == 0 || count + next.Count <= AppendLanes<TEvent>.MaxBatch))
            {
                parts.Add(waiting.Dequeue());
                count += next.Count;
            }
        }
    }

    private async Task SendAsync(List<AppendPart<TEvent>> parts)
    {
        var (events, count) = Gather(parts);
        var least = SessionBatch<TEvent>.FindLeastTimestamp(events.AsSpan(0, count));
        var progress = source.Begin<TEvent>(least, CollectionsMarshal.AsSpan(parts));
        try
        {
            Answer(parts, await producer.SendAsync(events, count, progress).ConfigureAwait(false));
        }
        catch (Exception exception)
        {
            parts.RemoveAll(part => !part.Append.Fail(part.Count, exception));
        }

        if (source.End<TEvent>(least, CollectionsMarshal.AsSpan(parts)) is { } after)
        {
            ReportAsync(after, [.. parts]).Ignore();
        }
        else
        {
            Complete(parts);
        }
    }

    // Whoever is answered may count on the watermark no longer being held back by his events, so the silo is told before.
    private async Task ReportAsync(SourceProgress after, List<AppendPart<TEvent>> last)
    {
        await ingress.ReportAsync(after).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Complete(last);
    }

    private (SessionEvent<TEvent>[] Events, int Count) Gather(List<AppendPart<TEvent>> parts)
    {
        if (parts is [var only])
        {
            return (only.Events, only.Count);
        }

        var count = 0;
        foreach (var part in parts)
        {
            count += part.Count;
        }

        var events = arrays.Rent(count);
        var next = 0;
        foreach (var part in parts)
        {
            part.Events.AsSpan(0, part.Count).CopyTo(events.AsSpan(next));
            arrays.Return(part.Events, part.Count);
            next += part.Count;
        }

        return (events, count);
    }

    // Leaves those parts with which a whole append is answered.
    private static void Answer(List<AppendPart<TEvent>> parts, AppendResult result)
    {
        var start = 0;
        var next = 0;
        parts.RemoveAll(part =>
        {
            List<EventProblem>? problems = null;
            for (; next < result.Problems.Count && result.Problems[next].Index < start + part.Count; next++)
            {
                var problem = result.Problems[next];
                (problems ??= []).Add(problem with { Index = part.Places[problem.Index - start] });
            }

            start += part.Count;
            return !part.Append.Answer(part.Count, problems);
        });
    }

    private static void Complete(List<AppendPart<TEvent>> last)
    {
        foreach (var part in last)
        {
            part.Append.Complete();
        }
    }
}
