namespace OrleansSessions.Core.Tests;

/// <summary>One step of an owner or of the reader; times in ticks.</summary>
internal readonly record struct ExpiryStep(ExpiryAction Action, int Key, long Time, int MaxCount);
