namespace OrleansSessions;

/// <summary>An append whose events go by several lanes, and whoever waits for its answer. Thread-safe.</summary>
/// <remarks>There is one for each append, and most appends may be of one event: it is its own lock.</remarks>
/// <param name="count">The number of events.</param>
/// <param name="least">The least of their times.</param>
internal sealed class PendingAppend(int count, DateTimeOffset? least)
    : TaskCompletionSource<AppendResult>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private List<EventProblem>? problems;
    private Exception? failure;
    private int unanswered = count;

    public int Count { get; } = count;

    public DateTimeOffset? Least => least;

    /// <summary>Notes what became of a part.</summary>
    /// <param name="answered">How many events it has.</param>
    /// <param name="found">Its events that are no part of a session, by their places in the append; null for none.</param>
    /// <returns>Whether it was the last part: then whoever waits is to be answered.</returns>
    public bool Answer(int answered, List<EventProblem>? found)
    {
        lock (this)
        {
            problems = problems is null || found is null ? problems ?? found : [.. problems, .. found];
            return (unanswered -= answered) == 0;
        }
    }

    /// <summary>Notes why a part could not be sent.</summary>
    public bool Fail(int answered, Exception exception)
    {
        lock (this)
        {
            failure ??= exception;
            return (unanswered -= answered) == 0;
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
        TrySetResult(new AppendResult(Count - (problems?.Count ?? 0), problems ?? []));
    }
}
