namespace OrleansSessions;

/// <summary>One key's sessions: the open ones, and the tail of those that have closed.</summary>
/// <typeparam name="TEvent">The event type.</typeparam>
/// <typeparam name="TAccumulator">What the aggregator accumulates.</typeparam>
/// <typeparam name="TResult">What the aggregator computes.</typeparam>
/// <remarks>
/// The intervals of the open sessions never overlap each other nor what has closed, so final sessions of a key never overlap,
/// whatever the order of events and watermarks (in Flink, Beam and Kafka Streams they can). <see cref="Add"/> alone decides
/// which session an event belongs to; when <see cref="Advance"/> is called changes only when the closed sessions are seen.
/// Limits and ends act in the order of the calls. Not thread-safe: one owner at a time.
/// </remarks>
public sealed class SessionWindowSet<TEvent, TAccumulator, TResult>
{
    private readonly SessionRules rules;
    private readonly AggregatorCalls<TEvent, TAccumulator, TResult> aggregator;
    private readonly OpenSessions<TAccumulator> open;

    /// <summary>The set of a key without any session.</summary>
    /// <param name="rules">The sessionizer's rules.</param>
    /// <param name="aggregator">The sessionizer's aggregator.</param>
    public SessionWindowSet(SessionRules rules, ISessionAggregator<TEvent, TAccumulator, TResult> aggregator)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(aggregator);
        this.rules = rules;
        this.aggregator = new AggregatorCalls<TEvent, TAccumulator, TResult>(aggregator);
        open = new OpenSessions<TAccumulator>(rules);
    }

    /// <summary>The set as it was when its parts were stored.</summary>
    /// <param name="rules">The sessionizer's rules.</param>
    /// <param name="aggregator">The sessionizer's aggregator.</param>
    /// <param name="open">The open sessions, as <see cref="Open"/> gave them.</param>
    /// <param name="tail">The tail, as <see cref="Tail"/> gave it.</param>
    /// <param name="watermark">The watermark, as <see cref="Watermark"/> gave it.</param>
    /// <remarks>Under rules that have changed, a session keeps its interval, cut to the longest duration or to what it already has.</remarks>
    public SessionWindowSet(
        SessionRules rules,
        ISessionAggregator<TEvent, TAccumulator, TResult> aggregator,
        IEnumerable<OpenSession<TAccumulator>> open,
        SessionTail tail,
        Watermark watermark)
        : this(rules, aggregator)
    {
        ArgumentNullException.ThrowIfNull(open);
        this.open.AddRange(open.Select(session => session with { Window = rules.Cut(session.Window) }));
        Tail = tail;
        Watermark = watermark;
    }

    /// <summary>The open sessions, in order of time.</summary>
    public IReadOnlyList<OpenSession<TAccumulator>> Open => open;

    internal ReadOnlySpan<OpenSession<TAccumulator>> OpenItems => open.Items;

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
        open.Count > 0 ? rules.ClosesAt(open[0].Window.End) : HasLapsed ? null : TailLapsesAt;

    /// <summary>
    /// The least time at which an arriving event may be stamped so that it can not be late: not before the key's last
    /// event, and past what has closed. <see cref="DateTimeOffset.MinValue"/> for a key without sessions.
    /// </summary>
    public DateTimeOffset EarliestArrival
    {
        get
        {
            // A session that a limit closed may have closed after one that is still open.
            var pastClosed = Tail.ClosedThrough;
            var lastEvent = open.Count > 0 ? open[open.Count - 1].Window.LastEvent : DateTimeOffset.MinValue;
            return lastEvent > pastClosed ? lastEvent : pastClosed;
        }
    }

    private Watermark TailLapsesAt => rules.TailLapsesAt(Tail.Last);

    /// <summary>Learns a watermark: closes the sessions that it closes, and forgets the tail when it may.</summary>
    /// <param name="watermark">The watermark; an older one than the key has used changes nothing.</param>
    /// <param name="closed">Receives the closed sessions in order of time.</param>
    public void Advance(Watermark watermark, ICollection<FinalSession<TResult>> closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        Watermark = Watermark.Advance(watermark);
        while (open.Count > 0 && rules.IsClosed(open[0].Window, Watermark))
        {
            var window = open[0].Window;
            closed.Add(Close(0, window, rules.EndsByDuration(window) ? CloseReason.MaxDuration : CloseReason.Gap, null));
            var lateThrough = rules.LateThrough(window);
            Tail = Tail.Through(open.Count > 0 && open[0].Window.Start < lateThrough ? open[0].Window.Start : lateThrough);
        }

        Tail = Tail.Settle(rules, Watermark);
        ForgetIfLapsed();
    }

    /// <summary>Adds one event to the session that it belongs to, merging the sessions that it joins.</summary>
    /// <param name="value">The event.</param>
    /// <param name="eventTime">When it happened.</param>
    /// <param name="gap">Its gap; at most <see cref="SessionRules.LongestGap"/>.</param>
    /// <param name="closed">
    /// Receives the session that the event closed: by reaching a limit, or because its accumulators could not be merged.
    /// </param>
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

        if (gap > rules.LongestGap)
        {
            problem = $"The gap {gap} is longer than the longest allowed, {rules.LongestGap}.";
            return AddOutcome.Rejected;
        }

        if (Tail.Touches(window, rules.Boundary))
        {
            return AddOutcome.Late;
        }

        var (first, end) = open.Find(window);
        return first < end
            ? Join(value, window, first, end, closed, out problem)
            : Start(value, window, first, closed, out problem);
    }

    /// <summary>Ends the sessions that start at or before an instant; what later arrives at or before it is late.</summary>
    /// <param name="at">The instant.</param>
    /// <param name="closed">Receives the closed sessions in order of time.</param>
    public void End(DateTimeOffset at, ICollection<FinalSession<TResult>> closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        while (open.Count > 0 && open[0].Window.Start <= at)
        {
            CloseEarly(0, at, CloseReason.Ended, closed);
        }

        if (at < DateTimeOffset.MaxValue)
        {
            Tail = Tail.Through(at.ToUniversalTime().AddTicks(1));
        }

        ForgetIfLapsed();
    }

    /// <summary>Closes all open sessions as they are.</summary>
    /// <param name="closed">Receives the closed sessions in order of time.</param>
    public void Drain(ICollection<FinalSession<TResult>> closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        while (open.Count > 0)
        {
            CloseEarly(0, open[0].Window.LastEvent, CloseReason.Drained, closed);
        }
    }

    /// <summary>Closes the open sessions that have reached <see cref="SessionRules.MaxStateBytes"/>.</summary>
    /// <param name="measure">The bytes of an accumulator.</param>
    /// <param name="closed">Receives the closed sessions in order of time.</param>
    public void CloseLarge(Func<TAccumulator, long> measure, ICollection<FinalSession<TResult>> closed)
    {
        ArgumentNullException.ThrowIfNull(measure);
        ArgumentNullException.ThrowIfNull(closed);
        for (var i = 0; i < open.Count;)
        {
            if (measure(open[i].Accumulator) >= rules.MaxStateBytes)
            {
                CloseEarly(i, open[i].Window.LastEvent, CloseReason.MaxState, closed);
            }
            else
            {
                i++;
            }
        }
    }

    private AddOutcome Start(
        TEvent value, SessionWindow added, int place, ICollection<FinalSession<TResult>> closed, out string? problem)
    {
        problem = null;
        var window = open.Fit(added, place);
        if (rules.IsClosed(window, Watermark))
        {
            return AddOutcome.Late;
        }

        if (!aggregator.TryAddFirst(value, added.Start, out var accumulator, out problem))
        {
            return AddOutcome.Rejected;
        }

        if (open.Count == 0)
        {
            // Old events that each join could otherwise reach back, one after another, to a session already forgotten.
            Tail = Tail.Through(rules.ForgottenThrough(Watermark));
        }

        open.Insert(place, new OpenSession<TAccumulator>(window, 1, accumulator));
        CloseFull(place, closed);
        return AddOutcome.Accepted;
    }

    private AddOutcome Join(
        TEvent value, SessionWindow added, int first, int end, ICollection<FinalSession<TResult>> closed, out string? problem)
    {
        problem = null;
        var (window, count) = open.Merge(added, first, end);
        if (rules.IsClosed(window, Watermark))
        {
            // An earlier start moves the end that the duration sets; without that limit, merging only moves an end forward.
            return AddOutcome.Late;
        }

        // The event is added before anything is merged: when the aggregator refuses it, nothing has changed.
        var accumulator = open[first].Accumulator;
        if (!aggregator.TryAdd(ref accumulator, value, added.Start, out problem))
        {
            return AddOutcome.Rejected;
        }

        string? mergeError = null;
        for (var i = first + 1; i < end; i++)
        {
            mergeError ??= aggregator.TryMerge(ref accumulator, open[i].Accumulator);
        }

        open.Remove(first + 1, end - first - 1);
        open[first] = new OpenSession<TAccumulator>(window, count, accumulator);
        if (mergeError is not null)
        {
            CloseEarly(first, window.LastEvent, CloseReason.Failed, closed, mergeError);
        }
        else
        {
            CloseFull(first, closed);
        }

        return AddOutcome.Accepted;
    }

    private void CloseFull(int index, ICollection<FinalSession<TResult>> closed)
    {
        if (open[index].Count >= rules.MaxEvents)
        {
            CloseEarly(index, open[index].Window.LastEvent, CloseReason.MaxEvents, closed);
        }
    }

    // Before its gap has run out: what comes after its last event may start another session at once.
    private void CloseEarly(
        int index, DateTimeOffset at, CloseReason reason, ICollection<FinalSession<TResult>> closed, string? error = null)
    {
        var session = Close(index, open[index].Window.EndEarly(at), reason, error);
        var (start, lastEvent) = (session.Window.Start, session.Window.LastEvent);
        Tail = Tail.Add(new ClosedSpan(start, lastEvent, start == lastEvent ? session.Ordinal + 1 : 0));
        closed.Add(session);
    }

    private FinalSession<TResult> Close(int index, SessionWindow window, CloseReason reason, string? error)
    {
        var session = open[index];
        open.Remove(index, 1);
        TResult? result = default;
        error ??= aggregator.TryGetResult(session.Accumulator, out result);
        return new FinalSession<TResult>(
            window, Tail.NextOrdinal(window.Start), session.Count, error is null ? reason : CloseReason.Failed, result, error);
    }

    private void ForgetIfLapsed()
    {
        if (HasLapsed)
        {
            Tail = default;
        }
    }
}
