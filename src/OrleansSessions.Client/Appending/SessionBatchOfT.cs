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
        var groups = new Dictionary<string, int>(Items.Length, StringComparer.Ordinal);
        var groupOf = new int[Items.Length];
        var sizes = new int[Items.Length];
        for (var i = 0; i < Items.Length; i++)
        {
            ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(groups, Items[i].Key ?? string.Empty, out var exists);
            if (!exists)
            {
                group = groups.Count - 1;
            }

            groupOf[i] = group;
            sizes[group]++;
        }

        var events = new SessionEvent<TEvent>[groups.Count][];
        var indexes = new int[groups.Count][];
        // From the last, so that what is left of a group's size is the place of its event.
        for (var i = Items.Length - 1; i >= 0; i--)
        {
            var group = groupOf[i];
            var place = --sizes[group];
            (events[group] ??= new SessionEvent<TEvent>[place + 1])[place] = Items[i];
            (indexes[group] ??= new int[place + 1])[place] = i;
        }

        var batches = new KeyBatch[groups.Count];
        foreach (var (key, group) in groups)
        {
            batches[group] = new KeyBatch(key, new SessionBatch<TEvent>(events[group]) { Stamp = Stamp }, indexes[group]);
        }

        return batches;
    }
}
