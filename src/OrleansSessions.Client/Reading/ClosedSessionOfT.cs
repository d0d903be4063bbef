namespace OrleansSessions;

/// <summary>A session that has closed, with its result.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
[GenerateSerializer, Immutable, Alias("orleanssessions.closed`1")]
public sealed record ClosedSession<TResult> : ClosedSession
{
    /// <summary>What the aggregator computed; the default when <see cref="ClosedSession.Reason"/> is <see cref="CloseReason.Failed"/>.</summary>
    [Id(0)]
    public required TResult? Result { get; init; }
}
