namespace OrleansSessions;

/// <summary>A place in a sessionizer's log, over all partitions. Opaque; valid across restarts and silos.</summary>
/// <param name="Value">As it was given out; an empty text is <see cref="Beginning"/>.</param>
[GenerateSerializer, Immutable, Alias("orleanssessions.cursor")]
public readonly record struct SessionCursor([property: Id(0)] string? Value)
{
    /// <summary>Before the oldest entry that retention has kept.</summary>
    public static SessionCursor Beginning => default;

    /// <summary>After the newest entry at the time of reading.</summary>
    public static SessionCursor End => new("end");

    /// <inheritdoc/>
    public override string ToString() => Value ?? string.Empty;
}
