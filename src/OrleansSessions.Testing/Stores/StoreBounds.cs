namespace OrleansSessions.Testing;

/// <summary>How a check wants its store.</summary>
/// <param name="Partitions">The number of partitions of the log.</param>
/// <param name="MaxLogEntries">
/// The most entries that the log keeps, over all partitions; null for no bound. Only for stores with
/// <see cref="StoreCapabilities.Retention"/>.
/// </param>
public sealed record StoreBounds(int Partitions, int? MaxLogEntries);
