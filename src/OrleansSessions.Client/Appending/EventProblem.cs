namespace OrleansSessions;

/// <summary>An event of a batch that is not part of a session.</summary>
/// <param name="Index">Its place in the batch, from zero.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.problem")]
public readonly record struct EventProblem(
    [property: Id(0)] int Index, [property: Id(1)] AppendOutcome Outcome, [property: Id(2)] string Reason);
