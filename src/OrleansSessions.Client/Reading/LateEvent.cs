namespace OrleansSessions;

/// <summary>An event that came too late to be part of a session; see <see cref="LateEvent{TEvent}"/> for its value.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.late")]
public abstract record LateEvent
{
    /// <summary>The sessionizer's name.</summary>
    [Id(0)]
    public required string Sessionizer { get; init; }

    /// <summary>The session key.</summary>
    [Id(1)]
    public required string Key { get; init; }

    /// <summary>When it happened, UTC.</summary>
    [Id(2)]
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The watermark by which it was late.</summary>
    [Id(3)]
    public required DateTimeOffset Watermark { get; init; }
}
