namespace OrleansSessions;

/// <summary>The events of one key within a batch.</summary>
/// <param name="Key">The key that all events share.</param>
/// <param name="Batch">The events, in the order of the batch that they come from.</param>
/// <param name="Indexes">Where each stood in the batch that they come from.</param>
public sealed record KeyBatch(string Key, SessionBatch Batch, IReadOnlyList<int> Indexes);
