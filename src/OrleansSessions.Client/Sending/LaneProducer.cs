namespace OrleansSessions;

/// <summary>
/// A producer that sends one batch at a time: until a batch is answered, it sends nothing else, so a key has at most one
/// unacknowledged append of it and sending again is recognised.
/// </summary>
internal sealed class LaneProducer<TEvent>(ISessionIngress ingress, EventArrays<TEvent> arrays, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ProducerId producer = ProducerId.New();
    private long sequence;

    /// <summary>Sends a batch, again where it is not acknowledged, and gives what became of each event.</summary>
    /// <param name="events">Has the events, and belongs to the producer from here on.</param>
    /// <param name="count">How many they are.</param>
    /// <param name="progress">What the source says with them.</param>
    /// <exception cref="SessionException">The sessionizer does not take such events.</exception>
    public async Task<AppendResult> SendAsync(SessionEvent<TEvent>[] events, int count, SourceProgress progress)
    {
        var stamp = new ProducerStamp(producer, ++sequence);
        var result = await TrySendAsync(events, count, stamp, progress).ConfigureAwait(false);
        if (result.Failed == 0)
        {
            // Only then: what was not answered may still be read by whom it was sent to.
            arrays.Return(events, count);
            return result;
        }

        var started = clock.GetTimestamp();
        for (var pause = FirstPause; result.Failed > 0 && clock.GetElapsedTime(started) < Patience; pause = Longer(pause))
        {
            await Task.Delay(pause, clock).ConfigureAwait(false);
            result = await SendAgainAsync(events, stamp, progress, result).ConfigureAwait(false);
        }

        return result;
    }

    // All of a key's events fail or none, so what is sent again has the same keys with the same events.
    private async Task<AppendResult> SendAgainAsync(
        SessionEvent<TEvent>[] events, ProducerStamp stamp, SourceProgress progress, AppendResult before)
    {
        var failed = before.Problems.Where(problem => problem.Outcome == AppendOutcome.Failed).Select(problem => problem.Index).ToList();
        var again = await TrySendAsync([.. failed.Select(index => events[index])], failed.Count, stamp, progress).ConfigureAwait(false);

        // Taken the first time, though the answer was lost: for whoever waits it is accepted, once.
        var isTaken = again.Problems.ToLookup(problem => problem.Outcome == AppendOutcome.Duplicate && events[failed[problem.Index]].Stamp is null);
        return new AppendResult(
            before.Accepted + again.Accepted + isTaken[true].Count(),
            [
                .. before.Problems.Where(problem => problem.Outcome != AppendOutcome.Failed)
                    .Concat(isTaken[false].Select(problem => problem with { Index = failed[problem.Index] }))
                    .OrderBy(problem => problem.Index)
            ]);
    }

    private async Task<AppendResult> TrySendAsync(SessionEvent<TEvent>[] events, int count, ProducerStamp stamp, SourceProgress progress)
    {
        try
        {
            return await ingress.AppendAsync(new SessionBatch<TEvent>(events, count) { Stamp = stamp, Source = progress }).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException or IOException or OperationCanceledException)
        {
            // Cancelled by nobody here: a silo answers so when a call has waited too long for a place to go to.
            return AppendResult.None(count, AppendOutcome.Failed, $"Not acknowledged: {exception.Message}");
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;
}
