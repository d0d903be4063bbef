namespace OrleansSessions.Server;

/// <summary>Answers about a silo's open keys from the scanner's entries alone.</summary>
internal static class OpenKeys
{
    /// <summary>Finds the key whose open session has the least start, and the one whose has the most events.</summary>
    public static (OpenKey? Oldest, OpenKey? Largest) FindExtremes(Sessionizer sessionizer, string silo)
    {
        SiloKey? oldest = null, largest = null;
        foreach (var key in sessionizer.Keys.All)
        {
            if (key.StartTicks != 0)
            {
                oldest = oldest is null || key.StartTicks < oldest.StartTicks ? key : oldest;
                largest = largest is null || key.LargestCount > largest.LargestCount ? key : largest;
            }
        }

        return (ToOpenKey(oldest, silo), ToOpenKey(largest, silo));
    }

    public static OpenKey[] Find(Sessionizer sessionizer, string silo, string? after, int limit)
    {
        // The greatest of those kept is on top, to make room for a smaller one.
        var kept = new PriorityQueue<SiloKey, string>(Comparer<string>.Create((left, right) => string.CompareOrdinal(right, left)));
        foreach (var key in sessionizer.Keys.All)
        {
            if (key.StartTicks == 0 || (after is not null && string.CompareOrdinal(key.Key, after) <= 0))
            {
                continue;
            }

            kept.Enqueue(key, key.Key);
            if (kept.Count > limit)
            {
                kept.Dequeue();
            }
        }

        return [.. kept.UnorderedItems.Select(item => ToOpenKey(item.Element, silo)!).OrderBy(found => found.Key, StringComparer.Ordinal)];
    }

    private static OpenKey? ToOpenKey(SiloKey? key, string silo) => key is null
        ? null
        : new OpenKey(key.Key, silo, new DateTimeOffset(key.StartTicks, TimeSpan.Zero), key.LargestCount);
}
