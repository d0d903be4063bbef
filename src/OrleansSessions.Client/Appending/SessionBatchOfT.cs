using System.Runtime.InteropServices;

namespace OrleansSessions;

/// <summary>Events on their way. Must not be changed once it has been sent: silos share it without copying.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
[GenerateSerializer, Immutable, Alias("orleanssessions.batch`1")]
public sealed class SessionBatch<TEvent> : SessionBatch
{
    /// <summary>A batch of the given events.</summary>
    /// <param name="events">The events; the batch takes the array over.</param>
    public SessionBatch(SessionEvent<TEvent>[] events)
    {
        ArgumentNullException.ThrowIfNull(events);
        Items = events;
    }

    /// <inheritdoc/>
    public override int Count => Items.Length;

    /// <inheritdoc/>
    public override Type EventType => typeof(TEvent);

    /// <summary>The events, in order.</summary>
    public ReadOnlySpan<SessionEvent<TEvent>> Events => Items;

    [Id(0)]
    private SessionEvent<TEvent>[] Items { get; }

    /// <inheritdoc/>
    public override DateTimeOffset? GetTimestamp(int index) => Items[index].Timestamp;

    /// <inheritdoc/>
    public override IReadOnlyList<KeyBatch> GroupByKey()
    {
        var indexesByKey = new Dictionary<string, List<int>>(Items.Length, StringComparer.Ordinal);
        for (var i = 0; i < Items.Length; i++)
        {
            ref var indexes = ref CollectionsMarshal.GetValueRefOrAddDefault(indexesByKey, Items[i].Key ?? string.Empty, out _);
            (indexes ??= new List<int>(1)).Add(i);
        }

        var batches = new KeyBatch[indexesByKey.Count];
        var next = 0;
        foreach (var (key, indexes) in indexesByKey)
        {
            var events = new SessionEvent<TEvent>[indexes.Count];
            for (var i = 0; i < events.Length; i++)
            {
                events[i] = Items[indexes[i]];
            }

            batches[next++] = new KeyBatch(key, new SessionBatch<TEvent>(events) { Stamp = Stamp }, indexes);
        }

        return batches;
    }
}
