namespace OrleansSessions.Core.Tests;

internal sealed record ScenarioEvent(string Key, long TimestampMs, long Value, long? GapMs);
