namespace OrleansSessions.Core.Tests;

internal sealed record ScenarioExpectation(ScenarioSession[] Closed, int[] LateSteps);
