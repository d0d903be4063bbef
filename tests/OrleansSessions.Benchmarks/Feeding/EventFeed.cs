namespace OrleansSessions.Benchmarks.Feeding;

/// <summary>
/// Appends a range of the events, so many calls at once, and declares the watermark behind them: never past an event that is
/// not acknowledged, so that the sessions are the same whatever overtakes what.
/// </summary>
internal sealed class EventFeed(ISessionClient<long, decimal> sessions, IEventWork work, int batch, int inFlight, TimeSpan declareEvery)
{
    private int next;
    private int end;

    public async Task RunAsync(int from, int to)
    {
        (next, end) = (from, to);
        var current = new int[inFlight];
        Array.Fill(current, from);
        var senders = Task.WhenAll(Enumerable.Range(0, inFlight).Select(sender => Task.Run(() => SendAsync(current, sender))));
        if (declareEvery > TimeSpan.Zero)
        {
            await DeclareAsync(current, senders);
        }

        await senders;
    }

    private async Task SendAsync(int[] current, int sender)
    {
        var events = new SessionEvent<long>[batch];
        while (Take(current, sender) is var start && start < end)
        {
            var count = Math.Min(batch, end - start);
            events = count == events.Length ? events : new SessionEvent<long>[count];
            work.Fill(start, events);
            var result = await sessions.AppendAsync(events);
            if (result.Accepted != count)
            {
                throw new InvalidOperationException($"{count - result.Accepted} of {count} events were not accepted: {result.Problems[0].Reason}");
            }
        }
    }

    // What a sender has before it takes the next is acknowledged: until the next is known, the older start stands for it.
    private int Take(int[] current, int sender)
    {
        var start = Interlocked.Add(ref next, batch) - batch;
        Volatile.Write(ref current[sender], Math.Min(start, end));
        return start;
    }

    private async Task DeclareAsync(int[] current, Task senders)
    {
        var declared = work.GetTime(0);
        while (!senders.IsCompleted)
        {
            var least = current.Min();
            if (least < end && work.GetTime(least) is var time && time >= declared + declareEvery)
            {
                declared = time;
                await sessions.AdvanceWatermarkAsync(Watermark.At(declared));
            }
            else
            {
                await Task.WhenAny(senders, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
            }
        }
    }
}
