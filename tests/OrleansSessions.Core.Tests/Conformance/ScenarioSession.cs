namespace OrleansSessions.Core.Tests;

internal sealed record ScenarioSession(
    int AfterStep, string Key, long StartMs, long LastEventMs, long EndMs, long Count, decimal Sum);
