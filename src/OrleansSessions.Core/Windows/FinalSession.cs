namespace OrleansSessions;

/// <summary>A session that has closed and will never change.</summary>
/// <typeparam name="TResult">What the aggregator computes.</typeparam>
/// <param name="Window">Its interval.</param>
/// <param name="Ordinal">Tells apart sessions of one key with equal start; see <see cref="SessionId"/>.</param>
/// <param name="Count">The number of its events.</param>
/// <param name="Reason">Why it closed.</param>
/// <param name="Result">The result, or the default when <paramref name="Reason"/> is <see cref="CloseReason.Failed"/>.</param>
/// <param name="Error">What the aggregator threw, or null.</param>
public sealed record FinalSession<TResult>(
    SessionWindow Window, int Ordinal, long Count, CloseReason Reason, TResult? Result, string? Error);
