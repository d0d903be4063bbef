namespace OrleansSessions.Benchmarks.Store;

/// <summary>How stores are measured.</summary>
/// <param name="Window">How long each timed window is; one before them is not counted.</param>
/// <param name="Windows">How many windows; the one with the median rate is reported.</param>
/// <param name="Connections">The connections of the PostgreSQL baseline.</param>
internal sealed record StoreOptions(TimeSpan Window, int Windows, int Connections);
