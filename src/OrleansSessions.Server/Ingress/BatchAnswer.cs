namespace OrleansSessions.Server;

/// <summary>What becomes of a batch, gathered from its keys. Thread-safe.</summary>
internal sealed class BatchAnswer
{
    private readonly TaskCompletionSource complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock gate = new();
    private readonly List<int> declined = [];
    private readonly List<EventProblem> problems;
    private int unanswered;

    /// <param name="keys">How many keys there are to answer.</param>
    /// <param name="before">The answer whose declined keys these are; null for none.</param>
    public BatchAnswer(int keys, BatchAnswer? before = null)
    {
        problems = before?.problems ?? [];
        unanswered = keys;
        if (keys == 0)
        {
            complete.SetResult();
        }
    }

    /// <summary>Completes when every key has been answered or declined.</summary>
    public Task Complete => complete.Task;

    /// <summary>The keys that have been declined; to be read when it is complete.</summary>
    public IReadOnlyList<int> Declined => declined;

    /// <summary>Notes that a key has been answered.</summary>
    /// <param name="found">The events that are no part of a session, by their places in the batch; null for none.</param>
    public void Accept(List<EventProblem>? found)
    {
        if (found is not null)
        {
            lock (gate)
            {
                problems.AddRange(found);
            }
        }

        CountDown();
    }

    /// <summary>Notes what a call has answered for a key.</summary>
    public void Accept(AppendResult result, ReadOnlySpan<int> places)
    {
        lock (gate)
        {
            foreach (var problem in result.Problems)
            {
                problems.Add(problem with { Index = places[problem.Index] });
            }
        }

        CountDown();
    }

    /// <summary>Notes that none of a key's events is part of a session.</summary>
    public void Fail(ReadOnlySpan<int> places, AppendOutcome outcome, string reason)
    {
        lock (gate)
        {
            foreach (var place in places)
            {
                problems.Add(new EventProblem(place, outcome, reason));
            }
        }

        CountDown();
    }

    /// <summary>Notes that a key has to be asked in another way.</summary>
    public void Decline(int group)
    {
        lock (gate)
        {
            declined.Add(group);
        }

        CountDown();
    }

    /// <summary>The answer to the whole batch; when it is complete.</summary>
    public AppendResult ToResult(int count)
    {
        problems.Sort(static (left, right) => left.Index.CompareTo(right.Index));
        return new AppendResult(count - problems.Count, problems);
    }

    private void CountDown()
    {
        if (Interlocked.Decrement(ref unanswered) == 0)
        {
            complete.SetResult();
        }
    }
}
