namespace OrleansSessions.Core.Tests;

/// <summary>Either an event or a watermark.</summary>
internal sealed record ScenarioStep(ScenarioEvent? Event, long? WatermarkMs);
