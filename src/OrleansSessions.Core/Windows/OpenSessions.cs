using System.Runtime.InteropServices;

namespace OrleansSessions;

/// <summary>A key's open sessions in order of time, and which of them an event belongs to.</summary>
/// <remarks>Their intervals never overlap, so they are sorted by start and by end. Nearly every key has at most one.</remarks>
internal sealed class OpenSessions<TAccumulator>(SessionRules rules)
{
    private readonly List<OpenSession<TAccumulator>> items = new(1);

    public IReadOnlyList<OpenSession<TAccumulator>> Items => items;

    public int Count => items.Count;

    public ref OpenSession<TAccumulator> this[int index] => ref CollectionsMarshal.AsSpan(items)[index];

    public void AddRange(IEnumerable<OpenSession<TAccumulator>> sessions) => items.AddRange(sessions);

    public void Insert(int place, OpenSession<TAccumulator> session) => items.Insert(place, session);

    public void Remove(int first, int count) => items.RemoveRange(first, count);

    /// <summary>The sessions that an event joins into one; when it joins none, both are its place among them.</summary>
    public (int First, int End) Find(SessionWindow added)
    {
        // From the end: an event in order joins the newest session or none.
        var end = items.Count;
        while (end > 0 && items[end - 1].Window.StartTicks > added.StartTicks && !rules.Joins(items[end - 1].Window, added))
        {
            end--;
        }

        var first = end;
        while (first > 0 && rules.Joins(items[first - 1].Window, added))
        {
            first--;
        }

        return end - first > 1 && !Allows(Merge(added, first, end)) ? Prefer(added, first, end) : (first, end);
    }

    /// <summary>What a session would be with an event and the sessions that it joins.</summary>
    public (SessionWindow Window, long Count) Merge(SessionWindow added, int first, int end)
    {
        var (window, count) = (added, 1L);
        for (var i = first; i < end; i++)
        {
            window = window.Merge(items[i].Window);
            count += items[i].Count;
        }

        return (Fit(window, end), count);
    }

    /// <summary>The interval, cut to the longest duration and to where the next session begins.</summary>
    public SessionWindow Fit(SessionWindow window, int next)
    {
        window = rules.Cut(window);
        return next < items.Count ? window.CutAt(items[next].Window.StartTicks) : window;
    }

    private bool Allows((SessionWindow Window, long Count) merged) =>
        rules.AllowsDuration(merged.Window) && rules.AllowsCount(merged.Count);

    // A merge that would break a limit is not made: the event goes to the latest session that starts before it, or the first.
    private (int First, int End) Prefer(SessionWindow added, int first, int end)
    {
        var chosen = end - 1;
        while (chosen > first && items[chosen].Window.StartTicks > added.StartTicks)
        {
            chosen--;
        }

        return (chosen, chosen + 1);
    }
}
