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
                    table[slot] = ++count;
                }

                groupOf[i] = table[slot] - 1;
            }

            var starts = new int[count + 1];
            var places = GroupSort.Sort(groupOf.AsSpan(0, events.Length), starts);
            return new KeyGroups(found[..count], starts, places);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(table);
            ArrayPool<int>.Shared.Return(groupOf);
            ArrayPool<string>.Shared.Return(found, clearArray: true);
        }
    }
}
