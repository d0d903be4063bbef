namespace OrleansSessions.Host.Http.Reference.Shapes;

/// <summary>An event that was not accepted.</summary>
/// <param name="Line">Its line, or its place in the array, from 1.</param>
/// <param name="Outcome">One of late, rejected, duplicate, failed.</param>
/// <param name="Reason">Why.</param>
public sealed record LineProblem(long Line, string Outcome, string Reason);
