namespace OrleansSessions.Core.Tests;

/// <summary>An event of the model.</summary>
internal readonly record struct ModelEvent(long Time, long Gap, long Value);
