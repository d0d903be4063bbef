namespace OrleansSessions.Core.Tests;

internal sealed record Scenario(
    string Id, string Boundary, long? GapMs, long AllowedLatenessMs, ScenarioStep[] Steps, ScenarioExpectation Expect)
{
    public override string ToString() => Id;
}
