using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace OrleansSessions;

/// <summary>
/// A list that nearly always has one item, which it has in place: whoever holds it reads no other object for it. A field that is never
/// copied; not thread-safe.
/// </summary>
internal struct FewItems<T>
{
    private T only;
    private List<T>? all;

    public int Count { get; private set; }

    /// <summary>The items, until the list changes.</summary>
    [UnscopedRef]
    public Span<T> Items => Count == 1 ? new Span<T>(ref only) : CollectionsMarshal.AsSpan(all);

    public void Add(T item) => Insert(Count, item);

    /// <summary>Has these items, and no others.</summary>
    public void Set(ReadOnlySpan<T> items)
    {
        if (items.Length != Count)
        {
            Remove(0, Count);
            foreach (var item in items)
            {
                Add(item);
            }
        }
        else
        {
            items.CopyTo(Items);
        }
    }

    public void Insert(int place, T item)
    {
        if (Count == 0)
        {
            only = item;
        }
        else
        {
            Spread().Insert(place, item);
        }

        Count++;
    }

    public void Remove(int first, int count)
    {
        if (count == 0)
        {
            return;
        }

        if (Count > 1)
        {
            all!.RemoveRange(first, count);
        }

        Count -= count;
        if (Count == 1)
        {
            only = all![0];
            all.Clear();
        }
        else if (Count == 0)
        {
            only = default!;
        }
    }

    // From one item to several: from here on all are in the list.
    private List<T> Spread()
    {
        all ??= [];
        if (Count == 1)
        {
            all.Add(only);
            only = default!;
        }

        return all;
    }
}
