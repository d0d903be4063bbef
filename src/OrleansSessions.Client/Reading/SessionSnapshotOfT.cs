namespace OrleansSessions;

/// <summary>An open session as it is now.</summary>
/// <typeparam name="TResult">The type of the result.</typeparam>
[GenerateSerializer, Immutable, Alias("orleanssessions.snapshot`1")]
public sealed record SessionSnapshot<TResult> : SessionSnapshot
{
    /// <summary>What the aggregator computes from the events so far; the default when <see cref="SessionSnapshot.Error"/> is set.</summary>
    [Id(0)]
    public required TResult? Result { get; init; }
}
