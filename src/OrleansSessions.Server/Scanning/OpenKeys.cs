namespace OrleansSessions.Server;

/// <summary>Answers about a silo's open keys from the scanner's entries alone.</summary>
internal static class OpenKeys
{
    private const int MaxSetAside = 100;

    public static SiloOverview Summarize(Sessionizer sessionizer, string silo)
    {
        var (open, closed, sessions) = (0L, 0L, 0L);
        SiloSession? oldest = null, largest = null;
        foreach (var session in sessionizer.Sessions.All)
        {
            if (session.StartTicks == 0)
            {
                closed++;
                continue;
            }

            open++;
            sessions += session.Sessions;
            oldest = oldest is null || session.StartTicks < oldest.StartTicks ? session : oldest;
            largest = largest is null || session.Count > largest.Count ? session : largest;
        }

        return new SiloOverview(
            silo, open, closed, sessionizer.SetAside.Take(MaxSetAside), ToOpenKey(oldest, silo), ToOpenKey(largest, silo)) { OpenSessions = sessions };
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
