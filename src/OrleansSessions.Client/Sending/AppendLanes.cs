namespace OrleansSessions;

/// <summary>
/// Sends what is appended in a few lanes, each of which has keys of its own and one batch on its way: so a key has at most one
/// unacknowledged append, and its events keep their order. While a lane is busy, what comes for it gathers and goes together:
/// many small appends at once become few large batches. Thread-safe.
/// </summary>
internal sealed class AppendLanes<TEvent>
{
    /// <summary>The most events in a batch.</summary>
    public const int MaxBatch = 10_000;

    // Enough to keep a silo busy; more would only divide batches further.
    private const int LaneCount = 8;

    private static readonly int[] OnlyPlace = [0];

    private readonly SourceTracker source;
    private readonly EventArrays<TEvent> arrays;
    private readonly AppendLane<TEvent>[] lanes;

    public AppendLanes(ISessionIngress ingress, SourceTracker source, TimeProvider clock)
    {
        this.source = source;
        arrays = new EventArrays<TEvent>(ingress.WorksOnCallingThread);
        lanes =
        [
            .. Enumerable.Range(0, LaneCount).Select(_ =>
                new AppendLane<TEvent>(new LaneProducer<TEvent>(ingress, arrays, clock), ingress, arrays, source))
        ];
    }

    /// <summary>The lane of a key, for as long as the process lives: another process divides its keys in another way.</summary>
    // Not by the low bits, which a silo's tables of one lane's keys would then all have alike.
    public static int LaneOf(string? key) => (int)((uint)(key ?? string.Empty).GetHashCode(StringComparison.Ordinal) >> 16) % LaneCount;

    /// <summary>Appends at most <see cref="MaxBatch"/> events.</summary>
    public Task<AppendResult> AppendAsync(IReadOnlyList<SessionEvent<TEvent>> events)
    {
        // Copied before this returns: the caller may change what he has given as soon as it does.
        ReadOnlySpan<SessionEvent<TEvent>> given = events as SessionEvent<TEvent>[] ?? [.. events];
        if (given.IsEmpty)
        {
            return Task.FromResult(new AppendResult(0, []));
        }

        // Before any of them is sent: none may be overtaken by the watermark of the others.
        var append = new PendingAppend(given.Length, SessionBatch<TEvent>.FindLeastTimestamp(given));
        source.Hold(append.Least);
        if (given.Length == 1)
        {
            lanes[LaneOf(given[0].Key)].Append(new AppendPart<TEvent>(append, [given[0]], 1, OnlyPlace, 0));
            return append.Task;
        }

        Span<int> starts = stackalloc int[LaneCount + 1];
        var order = Divide(given, starts);
        for (var lane = 0; lane < LaneCount; lane++)
        {
            if (starts[lane + 1] - starts[lane] is > 0 and var count)
            {
                var taken = arrays.Rent(count);
                SessionBatch<TEvent>.Select(given, order.AsSpan(starts[lane], count), taken);
                lanes[lane].Append(new AppendPart<TEvent>(append, taken, count, order, starts[lane]));
            }
        }

        return append.Task;
    }

    private static int[] Divide(ReadOnlySpan<SessionEvent<TEvent>> events, Span<int> starts)
    {
        var laneOf = events.Length <= 1_024 ? stackalloc int[events.Length] : new int[events.Length];
        for (var i = 0; i < laneOf.Length; i++)
        {
            laneOf[i] = LaneOf(events[i].Key);
        }

        return GroupSort.Sort(laneOf, starts);
    }
}
