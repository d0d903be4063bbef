namespace OrleansSessions;

/// <summary>A session of one key that has not closed.</summary>
/// <typeparam name="TAccumulator">What the aggregator accumulates.</typeparam>
/// <param name="Window">Its interval so far.</param>
/// <param name="Count">The number of its events so far.</param>
/// <param name="Accumulator">What has been accumulated so far.</param>
public readonly record struct OpenSession<TAccumulator>(SessionWindow Window, long Count, TAccumulator Accumulator);
