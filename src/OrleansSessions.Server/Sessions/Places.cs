namespace OrleansSessions.Server;

/// <summary>The places of all events of a batch.</summary>
internal static class Places
{
    private static int[] all = Create(64);

    /// <summary>0, 1, 2 and so on.</summary>
    public static ReadOnlySpan<int> All(int count)
    {
        var known = Volatile.Read(ref all);
        if (known.Length < count)
        {
            // Race: two make it greater at once. One of the two stays, and both are right.
            Volatile.Write(ref all, known = Create(count));
        }

        return known.AsSpan(0, count);
    }

    private static int[] Create(int count) => [.. Enumerable.Range(0, count)];
}
