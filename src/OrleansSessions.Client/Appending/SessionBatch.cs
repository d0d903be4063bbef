namespace OrleansSessions;

/// <summary>Events on their way, of a type that the sessionizer knows; see <see cref="SessionBatch{TEvent}"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.batch")]
public abstract class SessionBatch
{
    private protected SessionBatch()
    {
    }

    /// <summary>The stamp of every event that carries none of its own; null for none.</summary>
    [Id(0)]
    public ProducerStamp? Stamp { get; init; }

    /// <summary>What the source that sends the batch says of itself; null for the silo that takes it as the source.</summary>
    [Id(1)]
    public SourceProgress? Source { get; init; }

    /// <summary>The number of events.</summary>
    public abstract int Count { get; }

    /// <summary>The type of the events.</summary>
    public abstract Type EventType { get; }

    /// <summary>The time that an event carries; null for none.</summary>
    /// <param name="index">The event's place in the batch.</param>
    public abstract DateTimeOffset? GetTimestamp(int index);

    internal abstract DateTimeOffset? FindLeastTimestamp();

    /// <summary>Which events are of which key.</summary>
    internal abstract KeyGroups GroupByKey();

    /// <summary>A batch of some of the events, with this one's stamp.</summary>
    internal abstract SessionBatch Select(ReadOnlySpan<int> places);
}
