using System.Runtime.InteropServices;

namespace OrleansSessions;

/// <summary>One key's sessions: the open ones, and the tail of those that have closed.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TAccumulator">What the aggregator accumulates.</typeparam>
/// <typeparam name="TResult">What the aggregator computes.</typeparam>
/// <remarks>
/// The open sessions never touch each other, and all lie after what has closed, so final sessions of a key never overlap,
/// whatever the order of events and watermarks (in Flink, Beam and Kafka Streams they can). <see cref="Add"/> alone decides
/// which session an event belongs to; when <see cref="Advance"/> is called changes only when the closed sessions are seen.
/// Not thread-safe: one owner at a time.
/// </remarks>
public sealed class SessionWindowSet<TEvent, TAccumulator, TResult>
{
    private readonly SessionRules rules;
    private readonly ISessionAggregator<TEvent, TAccumulator, TResult> aggregator;

    // Sorted by start, and, because they never touch, by end too. Nearly every key has at most one.
    private readonly List<OpenSession<TAccumulator>> open;

    /// <summary>The set of a key without any session.</summary>
    /// <param name="rules">The sessionizer's rules.</param>
    /// <param name="aggregator">The sessionizer's aggregator.</param>
    public SessionWindowSet(SessionRules rules, ISessionAggregator<TEvent, TAccumulator, TResult> aggregator)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(aggregator);
        this.rules = rules;
        this.aggregator = aggregator;
        open = new List<OpenSession<TAccumulator>>(1);
    }

    /// <summary>The set as it was when its parts were stored.</summary>
    /// <param name="rules">The sessionizer's rules.</param>
    /// <param name="aggregator">The sessionizer's aggregator.</param>
    /// <param name="open">The open sessions, as <see cref="Open"/> gave them.</param>
    /// <param name="tail">The tail, as <see cref="Tail"/> gave it.</param>
    /// <param name="watermark">The watermark, as <see cref="Watermark"/> gave it.</param>
    public SessionWindowSet(
        SessionRules rules,
        ISessionAggregator<TEvent, TAccumulator, TResult> aggregator,
        IEnumerable<OpenSession<TAccumulator>> open,
        SessionTail tail,
        Watermark watermark)
        : this(rules, aggregator)
    {
        ArgumentNullException.ThrowIfNull(open);
        this.open.AddRange(open);
        Tail = tail;
        Watermark = watermark;
    }

    /// <summary>The open sessions, in order of time.</summary>
    public IReadOnlyList<OpenSession<TAccumulator>> Open => open;

    /// <summary>What is remembered of the closed sessions.</summary>
    public SessionTail Tail { get; private set; }

    /// <summary>The greatest watermark that this key has used; it never goes back.</summary>
    public Watermark Watermark { get; private set; }

    /// <summary>
    /// Whether nothing needs to be remembered: no session is open, and no acceptable event can touch what has closed.
    /// </summary>
    public bool HasLapsed => open.Count == 0 && (Tail.IsEmpty || Watermark >= TailLapsesAt);

    /// <summary>
    /// The least watermark at which <see cref="Advance"/> has something to do: a session to close, or a tail to forget.
    /// Null when the set has lapsed.
    /// </summary>
    public Watermark? Deadline =>
        open.Count > 0 ? rules.ClosesAt(open[0].Window.End)
        : HasLapsed ? null
        : TailLapsesAt;

    /// <summary>
    /// The least time at which an arriving event may be stamped so that it can not be late: not before the key's last
    /// event, and past what has closed. <see cref="DateTimeOffset.MinValue"/> for a key without sessions.
    /// </summary>
    public DateTimeOffset EarliestArrival
    {
        get
        {
            // A session whose merge failed may have closed after one that is still open.
            var pastClosed = rules.EarliestAfter(Tail);
            return open.Count > 0 && open[^1].Window.LastEvent > pastClosed ? open[^1].Window.LastEvent : pastClosed;
        }
    }

    private Watermark TailLapsesAt => rules.TailLapsesAt(Tail.ClosedThrough.UtcTicks);

    /// <summary>Learns a watermark: closes the sessions that it closes, and forgets the tail when it may.</summary>
    /// <param name="watermark">The watermark; an older one than the key has used changes nothing.</param>
    /// <param name="closed">Receives the closed sessions in order of time.</param>
    public void Advance(Watermark watermark, ICollection<FinalSession<TResult>> closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        Watermark = Watermark.Advance(watermark);

        var due = 0;
        while (due < open.Count && rules.IsClosed(open[due].Window, Watermark))
        {
            closed.Add(Finish(open[due]));
            due++;
        }

        open.RemoveRange(0, due);
        if (HasLapsed)
        {
            Tail = default;
        }
    }

    /// <summary>Adds one event to the session that it belongs to, merging the sessions that it joins.</summary>
    /// <param name="value">The event.</param>
    /// <param name="eventTime">When it happened.</param>
    /// <param name="gap">Its gap; at most <see cref="SessionRules.LongestGap"/>.</param>
    /// <param name="closed">Receives a session that the event closed because its accumulators could not be merged.</param>
    /// <param name="problem">Why the event was rejected, or null.</param>
    /// <remarks>
    /// Late is judged after merging, as Kafka does: an old event that joins an open session counts, unless it lies so far
    /// back that what had closed there may have been forgotten when the first of the open sessions began. Sessions that
    /// the key's watermark closes must have been taken out by <see cref="Advance"/> before.
    /// </remarks>
    public AddOutcome Add(
        TEvent value, DateTimeOffset eventTime, TimeSpan gap, ICollection<FinalSession<TResult>> closed, out string? problem)
    {
        ArgumentNullException.ThrowIfNull(closed);
        if (!SessionWindow.TryCreate(eventTime, gap, out var window, out problem))
        {
            return AddOutcome.Rejected;
        }

        // Aggregators are promised UTC: two spellings of one instant would make their results depend on arrival.
        eventTime = window.Start;
        if (gap > rules.LongestGap)
        {
            problem = $"The gap {gap} is longer than the longest allowed, {rules.LongestGap}.";
            return AddOutcome.Rejected;
        }

        if (!Tail.IsEmpty && rules.IsWithinClosed(window.StartTicks, Tail.ClosedThrough.UtcTicks))
        {
            return AddOutcome.Late;
        }

        var (first, end) = FindTouched(window);
        if (first < end)
        {
            return Join(value, eventTime, window, first, end, closed, out problem);
        }

        if (rules.IsClosed(window, Watermark))
        {
            return AddOutcome.Late;
        }

        if (!TryAccumulate(default, isNew: true, value, eventTime, out var accumulator, out problem))
        {
            return AddOutcome.Rejected;
        }

        if (open.Count == 0)
        {
            // Old events that each join could otherwise reach back, one after another, to a session already forgotten.
            Tail = Tail.Through(rules.ForgottenThroughTicks(Watermark));
        }

        open.Insert(first, new OpenSession<TAccumulator>(window, 1, accumulator));
        return AddOutcome.Accepted;
    }

    // Touching an open session is never late: that session is not closed, and merging only moves its end forward.
    private AddOutcome Join(
        TEvent value,
        DateTimeOffset eventTime,
        SessionWindow window,
        int first,
        int end,
        ICollection<FinalSession<TResult>> closed,
        out string? problem)
    {
        var sessions = CollectionsMarshal.AsSpan(open);
        ref var joined = ref sessions[first];

        // The event is added before anything is merged: when the aggregator refuses it, nothing has changed.
        if (!TryAccumulate(joined.Accumulator, isNew: false, value, eventTime, out var accumulator, out problem))
        {
            return AddOutcome.Rejected;
        }

        var count = joined.Count + 1;
        window = window.Merge(joined.Window);
        string? mergeError = null;
        for (var i = first + 1; i < end; i++)
        {
            window = window.Merge(sessions[i].Window);
            count += sessions[i].Count;
            mergeError ??= TryMerge(ref accumulator, sessions[i].Accumulator);
        }

        joined = new OpenSession<TAccumulator>(window, count, accumulator);
        if (end - first > 1)
        {
            open.RemoveRange(first + 1, end - first - 1);
        }

        if (mergeError is not null)
        {
            open.RemoveAt(first);
            closed.Add(Close(window, count, CloseReason.Failed, default, mergeError));
        }

        return AddOutcome.Accepted;
    }

    private (int First, int End) FindTouched(SessionWindow window)
    {
        // From the end: an event in order touches the newest session or none.
        var end = open.Count;
        while (end > 0 && !open[end - 1].Window.Touches(window, rules.Boundary) && open[end - 1].Window.Start > window.Start)
        {
            end--;
        }

        var first = end;
        while (first > 0 && open[first - 1].Window.Touches(window, rules.Boundary))
        {
            first--;
        }

        return (first, end);
    }

    private bool TryAccumulate(
        TAccumulator? current, bool isNew, TEvent value, DateTimeOffset eventTime, out TAccumulator accumulator, out string? problem)
    {
        try
        {
            accumulator = aggregator.Add(isNew ? aggregator.CreateAccumulator() : current!, value, eventTime);
            problem = null;
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            accumulator = current!;
            problem = $"The aggregator did not accept the event: {exception.Message}";
            return false;
        }
    }

    private string? TryMerge(ref TAccumulator accumulator, TAccumulator other)
    {
        try
        {
            accumulator = aggregator.Merge(accumulator, other);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return $"The aggregator could not merge: {exception.Message}";
        }
    }

    private FinalSession<TResult> Finish(OpenSession<TAccumulator> session)
    {
        try
        {
            return Close(session.Window, session.Count, CloseReason.Gap, aggregator.GetResult(session.Accumulator), null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            var error = $"The aggregator could not compute the result: {exception.Message}";
            return Close(session.Window, session.Count, CloseReason.Failed, default, error);
        }
    }

    private FinalSession<TResult> Close(SessionWindow window, long count, CloseReason reason, TResult? result, string? error)
    {
        var ordinal = Tail.NextOrdinal(window.Start);
        Tail = Tail.Append(window, ordinal);
        return new FinalSession<TResult>(window, ordinal, count, reason, result, error);
    }
}
