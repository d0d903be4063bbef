namespace OrleansSessions.Server;

/// <summary>What a silo has counted of a sessionizer since it started, for who asks. Written a batch or a group at a time. Thread-safe.</summary>
internal sealed class SessionizerTotals(DateTimeOffset since)
{
    private static readonly long[] DurationBounds = [.. SessionCounts.DurationBounds.Select(bound => bound.Ticks)];

    private readonly long[] closed = new long[ReasonCount];
    private readonly long[] durations = new long[DurationCount];
    private long accepted;
    private long late;
    private long rejected;
    private long duplicates;
    private long failed;
    private long opened;
    private long merged;

    /// <summary>How many reasons there are for which a session closes.</summary>
    public static int ReasonCount { get; } = Enum.GetValues<CloseReason>().Length;

    /// <summary>How many groups of durations are told apart.</summary>
    public static int DurationCount => DurationBounds.Length + 1;

    /// <summary>The group that a session's duration is counted in.</summary>
    public static int FindDuration(TimeSpan duration)
    {
        var found = Array.BinarySearch(DurationBounds, duration.Ticks);
        return found < 0 ? ~found : found;
    }

    public void AddAppended(long events) => Interlocked.Add(ref accepted, events);

    public void AddProblems(AppendResult result)
    {
        Interlocked.Add(ref late, result.Late);
        Interlocked.Add(ref rejected, result.Rejected);
        Interlocked.Add(ref duplicates, result.Duplicates);
        Interlocked.Add(ref failed, result.Failed);
    }

    public void AddOpened(long sessions) => Interlocked.Add(ref opened, sessions);

    public void AddMerged(long sessions) => Interlocked.Add(ref merged, sessions);

    public void AddClosed(CloseReason reason, long sessions) => Interlocked.Add(ref closed[(int)reason], sessions);

    public void AddDuration(int group, long sessions) => Interlocked.Add(ref durations[group], sessions);

    // Race: who reads meanwhile may see one number of a group and not yet the other. They are for people to look at.
    public SessionCounts Read() => new()
    {
        Since = since,
        Accepted = Volatile.Read(ref accepted),
        Late = Volatile.Read(ref late),
        Rejected = Volatile.Read(ref rejected),
        Duplicates = Volatile.Read(ref duplicates),
        Failed = Volatile.Read(ref failed),
        Opened = Volatile.Read(ref opened),
        Merged = Volatile.Read(ref merged),
        Closed = Copy(closed),
        Durations = Copy(durations),
    };

    private static long[] Copy(long[] counts)
    {
        var copy = new long[counts.Length];
        for (var i = 0; i < counts.Length; i++)
        {
            copy[i] = Volatile.Read(ref counts[i]);
        }

        return copy;
    }
}
