namespace OrleansSessions;

/// <summary>What became of a batch. Accepted and late events are stored as durably as the store stores.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.appendresult")]
public sealed class AppendResult
{
    /// <summary>The result of a batch.</summary>
    /// <param name="accepted">The number of events that are part of a session.</param>
    /// <param name="problems">The events that are not, by index.</param>
    public AppendResult(int accepted, IReadOnlyList<EventProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        Accepted = accepted;
        Problems = problems;
    }

    /// <summary>The number of events that are part of a session.</summary>
    [Id(0)]
    public int Accepted { get; }

    /// <summary>The events that are not part of a session, by index.</summary>
    [Id(1)]
    public IReadOnlyList<EventProblem> Problems { get; }

    /// <summary>The number of events that came too late.</summary>
    public int Late => CountOf(AppendOutcome.Late);

    /// <summary>The number of events that are not valid.</summary>
    public int Rejected => CountOf(AppendOutcome.Rejected);

    /// <summary>The number of events that had been taken before.</summary>
    public int Duplicates => CountOf(AppendOutcome.Duplicate);

    /// <summary>The number of events that are not acknowledged.</summary>
    public int Failed => CountOf(AppendOutcome.Failed);

    /// <summary>The result of a batch of which no event is part of a session.</summary>
    internal static AppendResult None(int count, AppendOutcome outcome, string reason) =>
        new(0, [.. Enumerable.Range(0, count).Select(index => new EventProblem(index, outcome, reason))]);

    private int CountOf(AppendOutcome outcome)
    {
        var count = 0;
        foreach (var problem in Problems)
        {
            count += problem.Outcome == outcome ? 1 : 0;
        }

        return count;
    }
}
