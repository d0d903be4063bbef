namespace OrleansSessions;

/// <summary>A session that has closed and will never change; see <see cref="ClosedSession{TResult}"/> for its result.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.closed")]
public abstract record ClosedSession
{
    /// <summary>The session's identity, the same whenever it is delivered again: upsert on it. See <see cref="SessionId"/>.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>The sessionizer's name.</summary>
    [Id(1)]
    public required string Sessionizer { get; init; }

    /// <summary>The session key.</summary>
    [Id(2)]
    public required string Key { get; init; }

    /// <summary>The time of the first event, UTC.</summary>
    [Id(3)]
    public required DateTimeOffset Start { get; init; }

    /// <summary>The time of the last event, UTC.</summary>
    [Id(4)]
    public required DateTimeOffset LastEvent { get; init; }

    /// <summary>The greatest sum of an event's time and its gap, UTC; less where the session's duration is limited, where another session
    /// begins, or where it was closed before its gap had run out. Never before <see cref="LastEvent"/>.</summary>
    [Id(5)]
    public required DateTimeOffset End { get; init; }

    /// <summary>The number of events.</summary>
    [Id(6)]
    public required long Count { get; init; }

    /// <summary>Why it closed.</summary>
    [Id(7)]
    public required CloseReason Reason { get; init; }

    /// <summary>What the aggregator threw when <see cref="Reason"/> is <see cref="CloseReason.Failed"/>; otherwise null.</summary>
    [Id(8)]
    public string? Error { get; init; }
}
