namespace OrleansSessions.Host.Http;

/// <summary>What became of the events of a request.</summary>
internal sealed record AppendSummary(int Accepted, IReadOnlyList<NumberedProblem> Problems)
{
    public int CountOf(AppendOutcome outcome) => Problems.Count(problem => problem.Outcome == outcome);
}
