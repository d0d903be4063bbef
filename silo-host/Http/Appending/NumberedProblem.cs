namespace OrleansSessions.Host.Http.Appending;

/// <summary>An event of a request that is not part of a session.</summary>
internal readonly record struct NumberedProblem(long Number, AppendOutcome Outcome, string Reason);
