using OrleansSessions.Fields;

namespace OrleansSessions.Cluster.Tests;

/// <summary>
/// Sends events at a rate from several senders. Keys come in groups: a sender stays with a group for some batches, so that their
/// sessions grow, and then moves on, so that they end. Senders meet at the same keys.
/// </summary>
internal sealed class EventLoad(ISessionClient<FieldEvent, FieldResult> sessions, EventHistory history, int eventsPerSecond)
{
    private const int Senders = 6;
    private const int GroupCount = 100;
    private const int KeysPerGroup = 50;
    private const int BatchSize = 500;
    private const int BatchesPerStay = 5;

    // What could not be sent while the cluster was away is not all sent at once afterwards.
    private static readonly TimeSpan MostBehind = TimeSpan.FromSeconds(1);

    private readonly TimeProvider clock = TimeProvider.System;

    public static long ValueOf(long id) => id % 1_000;

    public Task RunAsync(CancellationToken stop) => Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAsync(sender, stop), CancellationToken.None)));

    private async Task SendAsync(int sender, CancellationToken stop)
    {
        var pace = TimeSpan.FromSeconds((double)BatchSize * Senders / eventsPerSecond);
        var next = clock.GetUtcNow() + (pace * sender / Senders);
        for (var batch = 0; !stop.IsCancellationRequested; batch++)
        {
            var now = clock.GetUtcNow();
            if (next > now)
            {
                await Task.Delay(next - now, clock, CancellationToken.None);
            }

            next = (next > now - MostBehind ? next : now - MostBehind) + pace;
            await SendBatchAsync(((batch / BatchesPerStay) + (sender * GroupCount / Senders)) % GroupCount);
        }
    }

    private async Task SendBatchAsync(int group)
    {
        var first = history.Begin(BatchSize);
        var events = new SessionEvent<FieldEvent>[BatchSize];
        for (var i = 0; i < BatchSize; i++)
        {
            events[i] = new SessionEvent<FieldEvent>($"key-{(group * KeysPerGroup) + (i % KeysPerGroup)}", new FieldEvent(
            [
                new Field("id", FieldValue.Of(first + i)),
                new Field("value", FieldValue.Of(ValueOf(first + i))),
            ]));
        }

        var result = await sessions.AppendAsync(events, CancellationToken.None);
        var problems = result.Problems.ToDictionary(problem => problem.Index);
        for (var i = 0; i < BatchSize; i++)
        {
            history.Note(first + i, !problems.TryGetValue(i, out var problem) ? EventFate.Acknowledged : problem.Outcome switch
            {
                AppendOutcome.Failed => EventFate.Unknown,
                // Taken by an attempt whose answer was lost.
                AppendOutcome.Duplicate => EventFate.Acknowledged,
                _ => EventFate.Refused,
            });
        }
    }
}
