using System.Collections;

namespace OrleansSessions;

/// <summary>A key's open sessions in order of time, and which of them an event belongs to.</summary>
/// <remarks>Their intervals never overlap, so they are sorted by start and by end. Nearly every key has at most one.</remarks>
internal sealed class OpenSessions<TAccumulator>(SessionRules rules) : IReadOnlyList<OpenSession<TAccumulator>>
{
    private FewItems<OpenSession<TAccumulator>> items;

    public int Count => items.Count;

    public ReadOnlySpan<OpenSession<TAccumulator>> Items => items.Items;

    public ref OpenSession<TAccumulator> this[int index] => ref items.Items[index];

    OpenSession<TAccumulator> IReadOnlyList<OpenSession<TAccumulator>>.this[int index] => items.Items[index];

    public void AddRange(IEnumerable<OpenSession<TAccumulator>> sessions)
    {
        foreach (var session in sessions)
        {
            items.Add(session);
        }
    }

    public void Insert(int place, OpenSession<TAccumulator> session) => items.Insert(place, session);

    public void Remove(int first, int count) => items.Remove(first, count);

    public IEnumerator<OpenSession<TAccumulator>> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return items.Items[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The sessions that an event joins into one; when it joins none, both are its place among them.</summary>
    public (int First, int End) Find(SessionWindow added)
    {
        // From the end: an event in order joins the newest session or none.
        var end = Count;
        while (end > 0 && this[end - 1].Window.StartTicks > added.StartTicks && !rules.Joins(this[end - 1].Window, added))
        {
            end--;
        }

        var first = end;
        while (first > 0 && rules.Joins(this[first - 1].Window, added))
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
            window = window.Merge(this[i].Window);
            count += this[i].Count;
        }

        return (Fit(window, end), count);
    }

    /// <summary>The interval, cut to the longest duration and to where the next session begins.</summary>
    public SessionWindow Fit(SessionWindow window, int next)
    {
        window = rules.Cut(window);
        return next < Count ? window.CutAt(this[next].Window.StartTicks) : window;
    }

    private bool Allows((SessionWindow Window, long Count) merged) =>
        rules.AllowsDuration(merged.Window) && rules.AllowsCount(merged.Count);

    // A merge that would break a limit is not made: the event goes to the latest session that starts before it, or the first.
    private (int First, int End) Prefer(SessionWindow added, int first, int end)
    {
        var chosen = end - 1;
        while (chosen > first && this[chosen].Window.StartTicks > added.StartTicks)
        {
            chosen--;
        }

        return (chosen, chosen + 1);
    }
}
