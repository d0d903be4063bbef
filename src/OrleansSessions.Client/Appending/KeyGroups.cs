using System.Buffers;

namespace OrleansSessions;

/// <summary>
/// A batch divided by key: for each key the places of its events in the batch, in order. The events themselves stay where they are.
/// </summary>
internal sealed class KeyGroups
{
    private readonly string[] keys;
    private readonly int[] starts;
    private readonly int[] places;

    private KeyGroups(string[] keys, int[] starts, int[] places)
    {
        this.keys = keys;
        this.starts = starts;
        this.places = places;
    }

    /// <summary>The number of keys.</summary>
    public int Count => keys.Length;

    public string GetKey(int group) => keys[group];

    public ReadOnlySpan<int> GetPlaces(int group) => places.AsSpan(starts[group]..starts[group + 1]);

    /// <summary>Divides events, which are given by their keys.</summary>
    public static KeyGroups Of<TEvent>(ReadOnlySpan<SessionEvent<TEvent>> events)
    {
        // An open hash table of groups, for a dictionary of each batch would be most of what the batch allocates.
        var slots = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, events.Length * 2));
        var table = ArrayPool<int>.Shared.Rent(slots);
        var groupOf = ArrayPool<int>.Shared.Rent(events.Length);
        var found = ArrayPool<string>.Shared.Rent(events.Length);
        var sizes = ArrayPool<int>.Shared.Rent(events.Length + 1);
        try
        {
            Array.Clear(table, 0, slots);
            var count = 0;
            for (var i = 0; i < events.Length; i++)
            {
                var key = events[i].Key ?? string.Empty;
                var slot = key.GetHashCode(StringComparison.Ordinal) & (slots - 1);
                while (table[slot] != 0 && !string.Equals(found[table[slot] - 1], key, StringComparison.Ordinal))
                {
                    slot = (slot + 1) & (slots - 1);
                }

                if (table[slot] == 0)
                {
                    found[count] = key;
                    sizes[count] = 0;
                    table[slot] = ++count;
                }

                groupOf[i] = table[slot] - 1;
                sizes[groupOf[i]]++;
            }

            return Divide(found.AsSpan(0, count), sizes, groupOf.AsSpan(0, events.Length));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(table);
            ArrayPool<int>.Shared.Return(groupOf);
            ArrayPool<int>.Shared.Return(sizes);
            ArrayPool<string>.Shared.Return(found, clearArray: true);
        }
    }

    private static KeyGroups Divide(ReadOnlySpan<string> keys, ReadOnlySpan<int> sizes, ReadOnlySpan<int> groupOf)
    {
        var starts = new int[keys.Length + 1];
        for (var group = 0; group < keys.Length; group++)
        {
            starts[group + 1] = starts[group] + sizes[group];
        }

        var places = new int[groupOf.Length];
        // From the last: the end of each group moves down to its start, which it then is.
        for (var i = groupOf.Length - 1; i >= 0; i--)
        {
            places[--starts[groupOf[i] + 1]] = i;
        }

        // Each is now one to the right of where it belongs.
        starts.AsSpan(1).CopyTo(starts);
        starts[^1] = groupOf.Length;
        return new KeyGroups(keys.ToArray(), starts, places);
    }
}
