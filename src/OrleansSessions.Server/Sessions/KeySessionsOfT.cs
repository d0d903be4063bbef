namespace OrleansSessions.Server;

internal sealed class KeySessions<TEvent, TAccumulator, TResult>(
    Sessionizer<TEvent, TAccumulator, TResult> sessionizer,
    string key,
    SessionWindowSet<TEvent, TAccumulator, TResult> set,
    ProducerMarks marks)
    : KeySessions, IKeySnapshotSource
{
    private readonly List<FinalSession<TResult>> closed = [];
    // There only while something waits for the next commit.
    private KeyLog<TEvent, TAccumulator, TResult>? log;
    private bool isChanged;
    private bool isStored;
    private int? partition;
    private int opened;
    private int merged;

    public override Watermark? Deadline =>
        set.OpenItems.IsEmpty && marks.LapseAt is { } forgotten && !(set.Deadline > forgotten) ? forgotten : set.Deadline;

    public override OpenSummary Open => set.OpenItems is [var first, ..] items
        ? new OpenSummary(first.Window.Start.UtcTicks, items.Length == 1 ? first.Count : set.Open.Max(session => session.Count), items.Length)
        : default;

    // On the arrival clock. The clock may be behind what this key has seen: on another silo, or set back. Time in a session
    // does not run back.
    private DateTimeOffset Arrival =>
        set.EarliestArrival is var earliest && set.Watermark.Time > earliest ? set.Watermark.Time : earliest;

    private KeyLog<TEvent, TAccumulator, TResult> Log => log ??= new(sessionizer, key);

    protected override bool IsAsLoaded => !isStored;

    private int LogCount => log?.Records.Count ?? 0;

    private bool HasLapsed => set.HasLapsed && marks.Marks.IsEmpty;

    public override bool Touch() => HasLapsed;

    public override List<EventProblem>? Append(SessionBatch batch, ReadOnlySpan<int> places)
    {
        if (batch is not SessionBatch<TEvent> typed)
        {
            throw new SessionException(
                $"Sessionizer '{sessionizer.Name}' takes events of {typeof(TEvent)}, but was given {batch.EventType}.");
        }

        Advance(sessionizer.Watermark);
        var isRepeated = batch.Stamp is { } stamp && marks.Covers(stamp);
        DateTimeOffset? taken = null;
        List<EventProblem>? problems = null;
        foreach (var place in places)
        {
            ref readonly var item = ref typed.Events[place];
            var problem = Take(item, isRepeated, out var time);
            if (problem is var (outcome, reason))
            {
                (problems ??= []).Add(new EventProblem(place, outcome, reason));
            }

            if (item.Stamp is null && problem?.Outcome is null or AppendOutcome.Late && (taken is null || time > taken))
            {
                taken = time;
            }
        }

        if (taken is { } latest && batch.Stamp is { } mark)
        {
            marks.Take(mark, Later(latest));
        }

        return problems;
    }

    public override void Advance(Watermark watermark)
    {
        var hadLapsed = HasLapsed;
        set.Advance(watermark, closed);
        marks.Forget(set.Watermark);
        isChanged |= HasLapsed && !hadLapsed;
        TakeClosed();
    }

    public override int End(DateTimeOffset? at)
    {
        Advance(sessionizer.Watermark);
        if (at is { } given && FindEndProblem(given) is { } problem)
        {
            throw new ArgumentException(problem, nameof(at));
        }

        // On the arrival clock a key without sessions has nothing to remember of its end: what arrives comes after it.
        if (set.Open.Count == 0 && (at is null || !sessionizer.IsEventTime))
        {
            return 0;
        }

        var before = LogCount;
        set.End(at ?? (sessionizer.IsEventTime ? set.Open[^1].Window.LastEvent : Arrival), closed);
        isChanged = true;
        TakeClosed();
        return LogCount - before;
    }

    public override void Drain()
    {
        set.Drain(closed);
        TakeClosed();
    }

    public override void StoreAgain() => isChanged = true;

    public override IReadOnlyList<SessionSnapshot> GetOpen() => [.. set.Open.Select(ToSnapshot)];

    public override SessionCommit? TakeCommit(ISessionStore store, SessionCommit? over)
    {
        if (!isChanged && log is null)
        {
            return null;
        }

        // Where its size decides something it is written even when the store does not need it.
        var isWritten = store is not IInProcessStore || sessionizer.Rules.MaxStateBytes is not null;
        var state = isWritten ? WriteState() : default;
        if (state.Length >= sessionizer.Rules.MaxStateBytes)
        {
            set.CloseLarge(sessionizer.Serializers.Measure, closed);
            TakeClosed();
            state = WriteState();
        }

        var sessionKey = new SessionKey(sessionizer.Name, key);
        var changes = TakeChanges();
        var records = log?.Records ?? [];
        (isChanged, isStored, log) = (false, true, null);
        var parts = new SessionCommit.Parts
        {
            Key = sessionKey,
            Partition = partition ??= sessionKey.GetPartition(store.Partitions),
            ExpectedVersion = Version,
            State = state,
            Snapshot = isWritten || HasLapsed ? null : this,
            DeadlineTicks = Deadline?.Ticks ?? 0,
            OpenEndTicks = set.OpenItems is [.., var last] ? last.Window.End.UtcTicks : 0,
            Changes = changes,
            Log = records,
        };
        return SessionCommit.Create(parts, over);
    }

    object? IKeySnapshotSource.StoredAs { get; set; }

    KeySnapshot IKeySnapshotSource.Write(KeySnapshot? over)
    {
        var snapshot = over as KeySnapshot<TAccumulator> ?? new KeySnapshot<TAccumulator>();
        snapshot.Write(set, marks.Marks, sessionizer.Serializers.Copier);
        return snapshot;
    }

    private SessionChanges? TakeChanges()
    {
        if (opened == 0 && merged == 0 && log is null)
        {
            return null;
        }

        var changes = new SessionChanges(sessionizer, opened, merged);
        (opened, merged) = (0, 0);
        return changes;
    }

    // An event begins a session, joins one, or makes one out of several.
    private void CountChange(int change)
    {
        opened += Math.Max(0, change);
        merged += Math.Max(0, -change);
    }

    private (AppendOutcome Outcome, string Reason)? Take(in SessionEvent<TEvent> item, bool isRepeated, out DateTimeOffset time)
    {
        var problem = sessionizer.Reader.TryRead(item, Arrival, out var read);
        time = read.Time;
        if (problem is not null)
        {
            return (AppendOutcome.Rejected, problem);
        }

        if (item.Stamp is { } stamp ? marks.Covers(stamp) : isRepeated)
        {
            return (AppendOutcome.Duplicate, "Its producer has sent it before.");
        }

        if (sessionizer.IsDrained)
        {
            return (AppendOutcome.Rejected, $"Sessionizer '{sessionizer.Name}' is drained: it takes no events until it is reopened.");
        }

        var before = set.OpenItems.Length;
        var outcome = set.Add(item.Value, read.Time, read.Gap, closed, out problem);
        if (outcome == AddOutcome.Rejected)
        {
            return (AppendOutcome.Rejected, problem!);
        }

        isChanged = true;
        if (item.Stamp is { } own)
        {
            marks.Take(own, Later(read.Time));
        }

        if (outcome == AddOutcome.Late)
        {
            Log.AddLate(item.Value, read.Time, set.Watermark);
            return (AppendOutcome.Late, $"The session that it belongs to has closed; the watermark is {set.Watermark}.");
        }

        CountChange(set.OpenItems.Length + closed.Count - before);
        if (read.EndsSession)
        {
            set.End(read.Time, closed);
        }

        TakeClosed();
        return null;
    }

    private string? FindEndProblem(DateTimeOffset at) => sessionizer.IsEventTime
        ? sessionizer.FindAheadProblem("The end", at)
        : at > Arrival ? $"The end {at.ToUniversalTime():O} is ahead of the clock, {Arrival:O}." : null;

    private void TakeClosed()
    {
        foreach (var session in closed)
        {
            Log.Add(session);
        }

        closed.Clear();
    }

    private ReadOnlyMemory<byte> WriteState() =>
        HasLapsed ? default : sessionizer.Serializers.Write(KeyState<TAccumulator>.From(set, marks));

    private DateTimeOffset Later(DateTimeOffset time) => set.Watermark.Time > time ? set.Watermark.Time : time;

    private SessionSnapshot<TResult> ToSnapshot(OpenSession<TAccumulator> session)
    {
        var error = new AggregatorCalls<TEvent, TAccumulator, TResult>(sessionizer.Aggregator).TryGetResult(session.Accumulator, out var result);
        return new SessionSnapshot<TResult>
        {
            Start = session.Window.Start,
            LastEvent = session.Window.LastEvent,
            End = session.Window.End,
            Count = session.Count,
            Error = error,
            Result = result,
        };
    }
}
