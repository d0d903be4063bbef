namespace OrleansSessions;

/// <summary>What a producer gives to what it sends: sending the same again carries the same stamp.</summary>
/// <param name="Producer">The producer.</param>
/// <param name="Sequence">
/// Greater than that of everything that the producer has sent to the same key before and has seen acknowledged. Not negative.
/// </param>
public readonly record struct ProducerStamp(ProducerId Producer, long Sequence);
