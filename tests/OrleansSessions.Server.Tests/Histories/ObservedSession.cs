namespace OrleansSessions.Server.Tests;

/// <summary>A session in plain numbers, as the model and the cluster are compared by. Times are ticks since the history began.</summary>
internal readonly record struct ObservedSession(
    string Key, long Start, long LastEvent, long End, long Count, decimal Result, CloseReason? Reason = null);
