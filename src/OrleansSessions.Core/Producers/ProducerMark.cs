namespace OrleansSessions;

/// <summary>How far a producer's events have been taken by a key.</summary>
/// <param name="Stamp">The producer and the greatest sequence taken.</param>
/// <param name="Time">When, by the sessionizer's watermark or, where that is later, by the event's time.</param>
public readonly record struct ProducerMark(ProducerStamp Stamp, DateTimeOffset Time);
