namespace OrleansSessions;

/// <summary>Puts the places of events in order of the groups that they belong to, each group's in the order that they had.</summary>
internal static class GroupSort
{
    /// <summary>Sorts by counting.</summary>
    /// <param name="groupOf">The group of the event at each place, from 0.</param>
    /// <param name="starts">Receives where each group begins, and after the last where that ends; one longer than there are groups.</param>
    /// <returns>The places.</returns>
    public static int[] Sort(ReadOnlySpan<int> groupOf, Span<int> starts)
    {
        starts.Clear();
        foreach (var group in groupOf)
        {
            starts[group + 1]++;
        }

        for (var group = 1; group < starts.Length; group++)
        {
            starts[group] += starts[group - 1];
        }

        var places = new int[groupOf.Length];
        // From the last: the end of each group moves down to its start, which it then is.
        for (var i = groupOf.Length - 1; i >= 0; i--)
        {
            places[--starts[groupOf[i] + 1]] = i;
        }

        // Each is now one to the right of where it belongs.
        starts[1..].CopyTo(starts);
        starts[^1] = groupOf.Length;
        return places;
    }
}
