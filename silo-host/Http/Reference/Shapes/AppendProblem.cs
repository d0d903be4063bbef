namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>Why a request with events was not taken as a whole, and what became of what was taken.</summary>
/// <param name="Title">The status in words.</param>
/// <param name="Status">The status.</param>
/// <param name="Detail">The value, the rule, and what to send again.</param>
/// <param name="Read">The number of the last line that was taken; what follows it was not read.</param>
/// <param name="Accepted">How many are part of a session, and stored.</param>
/// <param name="Late">How many came too late.</param>
/// <param name="Duplicates">How many had been taken before.</param>
/// <param name="Rejected">How many are not valid.</param>
/// <param name="Failed">How many are not acknowledged.</param>
/// <param name="Problems">Each that was not accepted.</param>
public sealed record AppendProblem(
    string Title, int Status, string Detail, long Read, int Accepted, int Late, int Duplicates, int Rejected, int Failed, IReadOnlyList<LineProblem> Problems);
