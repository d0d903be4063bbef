namespace OrleansSessions.Host.Http.Appending;

/// <summary>What became of the events of a request.</summary>
/// <param name="Read">The number of the last line that was read.</param>
/// <param name="Accepted">How many are part of a session.</param>
/// <param name="Problems">Those that are not, by line.</param>
internal sealed record AppendSummary(long Read, int Accepted, IReadOnlyList<NumberedProblem> Problems)
{
    public int CountOf(AppendOutcome outcome) => Problems.Count(problem => problem.Outcome == outcome);
}
