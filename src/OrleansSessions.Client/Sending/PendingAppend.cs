namespace OrleansSessions;

/// <summary>An append whose events go by several lanes, and whoever waits for its answer. Thread-safe.</summary>
/// <param name="events">The events.</param>
/// <param name="order">Their places, in the order in which the lanes take them.</param>
/// <param name="least">The least of their times.</param>
internal sealed class PendingAppend<TEvent>(SessionEvent<TEvent>[] events, int[] order, DateTimeOffset? least)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private readonly Lock gate = new();
    private List<EventProblem>? problems;
    private Exception? failure;
    private int unanswered = events.Length;

    public SessionEvent<TEvent>[] Events => events;

    public int[] Order => order;

    public DateTimeOffset? Least => least;

    /// <summary>Notes what became of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="found">Its events that are no part of a session, by their places in the append; null for none.</param>
    /// <returns>Whether it was the last part: then whoever waits is to be answered.</returns>
    public bool Answer(AppendPart<TEvent> part, List<EventProblem>? found)
    {
        lock (gate)
        {
            problems = problems is null || found is null ? problems ?? found : [.. problems, .. found];
            return (unanswered -= part.Count) == 0;
        }
    }

    /// <summary>Notes why a part could not be sent.</summary>
    public bool Fail(AppendPart<TEvent> part, Exception exception)
    {
        lock (gate)
        {
            failure ??= exception;
            return (unanswered -= part.Count) == 0;
        }
    }

    /// <summary>Answers whoever waits.</summary>
    public void Complete()
    {
        if (failure is not null)
        {
            TrySetException(failure);
            return;
        }

        problems?.Sort(static (left, right) => left.Index.CompareTo(right.Index));
        TrySetResult(new AppendResult(events.Length - (problems?.Count ?? 0), problems ?? []));
    }
}
