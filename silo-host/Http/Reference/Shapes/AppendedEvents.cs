namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>What became of the events of a request.</summary>
/// <param name="Accepted">How many are part of a session, and stored.</param>
/// <param name="Late">How many came too late.</param>
/// <param name="Duplicates">How many had been taken before.</param>
/// <param name="Rejected">How many are not valid.</param>
/// <param name="Failed">How many are not acknowledged.</param>
/// <param name="Problems">Each that was not accepted.</param>
public sealed record AppendedEvents(int Accepted, int Late, int Duplicates, int Rejected, int Failed, IReadOnlyList<LineProblem> Problems);
