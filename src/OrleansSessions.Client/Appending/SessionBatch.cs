namespace OrleansSessions;

/// <summary>Events on their way, of a type that the sessionizer knows; see <see cref="SessionBatch{TEvent}"/>.</summary>
[GenerateSerializer, Immutable, Alias("orleanssessions.batch")]
public abstract class SessionBatch
{
    private protected SessionBatch()
    {
    }

    /// <summary>The number of events.</summary>
    public abstract int Count { get; }

    /// <summary>The type of the events.</summary>
    public abstract Type EventType { get; }

    /// <summary>One batch a key, each in the order of this batch.</summary>
    public abstract IReadOnlyList<KeyBatch> GroupByKey();
}
