namespace OrleansSessions;

/// <summary>An open session as it is now; see <see cref="SessionSnapshot{TResult}"/> for its result so far.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.snapshot")]
public abstract record SessionSnapshot
{
    /// <summary>The time of the first event so far, UTC.</summary>
    [Id(0)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>The time of the last event so far, UTC.</summary>
    [Id(1)]
    public required DateTimeOffset LastEvent { get; init; }

    /// <summary>When it ends unless another event comes, UTC.</summary>
    [Id(2)]
    public required DateTimeOffset End { get; init; }

    /// <summary>The number of events so far.</summary>
    [Id(3)]
    public required long Count { get; init; }

    /// <summary>What the aggregator threw when it was to compute the result; otherwise null.</summary>
    [Id(4)]
    public string? Error { get; init; }
}
