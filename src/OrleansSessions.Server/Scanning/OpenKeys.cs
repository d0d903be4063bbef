namespace OrleansSessions.Server;

/// <summary>Answers about a silo's open keys from the scanner's entries alone.</summary>
internal static class OpenKeys
{
    /// <summary>Finds the key whose open session has the least start, and the one whose has the most events.</summary>
    public static (OpenKey? Oldest, OpenKey? Largest) FindExtremes(Sessionizer sessionizer, string silo)
    {
        SiloSession? oldest = null, largest = null;
        foreach (var session in sessionizer.Sessions.All)
        {
            if (session.StartTicks != 0)
            {
                oldest = oldest is null || session.StartTicks < oldest.StartTicks ? session : oldest;
                largest = largest is null || session.Count > largest.Count ? session : largest;
            }
        }

        return (ToOpenKey(oldest, silo), ToOpenKey(largest, silo));
    }

    public static OpenKey[] Find(Sessionizer sessionizer, string silo, string? after, int limit)
    {
        // The greatest of those kept is on top, to make room for a smaller one.
        var kept = new PriorityQueue<SiloSession, string>(Comparer<string>.Create((left, right) => string.CompareOrdinal(right, left)));
        foreach (var session in sessionizer.Sessions.All)
        {
            if (session.StartTicks == 0 || (after is not null && string.CompareOrdinal(session.Key, after) <= 0))
            {
                continue;
            }

            kept.Enqueue(session, session.Key);
            if (kept.Count > limit)
            {
                kept.Dequeue();
            }
        }

        return [.. kept.UnorderedItems.Select(item => ToOpenKey(item.Element, silo)!).OrderBy(key => key.Key, StringComparer.Ordinal)];
    }

    private static OpenKey? ToOpenKey(SiloSession? session, string silo) => session is null
        ? null
        : new OpenKey(session.Key, silo, new DateTimeOffset(session.StartTicks, TimeSpan.Zero), session.Count);
}
