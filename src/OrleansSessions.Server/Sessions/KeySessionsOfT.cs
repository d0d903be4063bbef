namespace OrleansSessions.Server;

internal sealed class KeySessions<TEvent, TAccumulator, TResult>(
    Sessionizer<TEvent, TAccumulator, TResult> sessionizer,
    string key,
    SessionWindowSet<TEvent, TAccumulator, TResult> set)
    : KeySessions
{
    private readonly List<FinalSession<TResult>> closed = [];
    private readonly List<LogRecord> log = [];
    private bool isChanged;

    public override Watermark? Deadline => set.Deadline;

    public override AppendResult Append(SessionBatch batch)
    {
        if (batch is not SessionBatch<TEvent> typed)
        {
            throw new SessionException(
                $"Sessionizer '{sessionizer.Name}' takes events of {typeof(TEvent)}, but was given {batch.EventType}.");
        }

        Advance(sessionizer.Watermark);
        var problems = new List<EventProblem>(0);
        for (var i = 0; i < typed.Count; i++)
        {
            if (Add(typed.Events[i]) is var (outcome, reason))
            {
                problems.Add(new EventProblem(i, outcome, reason));
            }
        }

        return new AppendResult(typed.Count - problems.Count, problems);
    }

    public override void Advance(Watermark watermark)
    {
        var hadTail = !set.Tail.IsEmpty;
        set.Advance(watermark, closed);
        isChanged |= hadTail && set.HasLapsed;
        TakeClosed();
    }

    public override IReadOnlyList<SessionSnapshot> GetOpen() =>
    [
        .. set.Open.Select(session => new SessionSnapshot<TResult>
        {
            Start = session.Window.Start,
            LastEvent = session.Window.LastEvent,
            End = session.Window.End,
            Count = session.Count,
            Result = sessionizer.Aggregator.GetResult(session.Accumulator),
        })
    ];

    public override SessionCommit? TakeCommit(long version, int partitions)
    {
        if (!isChanged && log.Count == 0)
        {
            return null;
        }

        var sessionKey = new SessionKey(sessionizer.Name, key);
        var commit = new SessionCommit
        {
            Key = sessionKey,
            Partition = sessionKey.GetPartition(partitions),
            ExpectedVersion = version,
            State = set.HasLapsed ? default : sessionizer.Serializers.Write(KeyState<TAccumulator>.From(set)),
            DeadlineTicks = set.Deadline?.Ticks ?? 0,
            OpenEndTicks = set.Open.Count > 0 ? set.Open[^1].Window.End.UtcTicks : 0,
            Log = log.Count == 0 ? [] : [.. log],
        };
        log.Clear();
        isChanged = false;
        return commit;
    }

    private (AppendOutcome Outcome, string Reason)? Add(in SessionEvent<TEvent> item)
    {
        if (item.Gap is not null && sessionizer.Options.LongestGap is null)
        {
            return (AppendOutcome.Rejected, $"Sessionizer '{sessionizer.Name}' does not allow events to carry a gap.");
        }

        DateTimeOffset eventTime;
        if (sessionizer.Options.Clock == SessionClock.Arrival)
        {
            // The clock may be behind what this key has seen: on another silo, or set back. Time in a session does not run back.
            var earliest = set.EarliestArrival;
            eventTime = set.Watermark.Time > earliest ? set.Watermark.Time : earliest;
        }
        else if (item.Timestamp is { } timestamp)
        {
            eventTime = timestamp.ToUniversalTime();
        }
        else
        {
            return (AppendOutcome.Rejected, $"Sessionizer '{sessionizer.Name}' is on event time, but the event has no timestamp.");
        }

        var outcome = set.Add(item.Value, eventTime, item.Gap ?? sessionizer.Rules.Gap, closed, out var problem);
        switch (outcome)
        {
            case AddOutcome.Accepted:
                isChanged = true;
                TakeClosed();
                return null;
            case AddOutcome.Late:
                TakeLate(item.Value, eventTime);
                return (AppendOutcome.Late, $"The session that it belongs to has closed; the watermark is {set.Watermark}.");
            default:
                return (AppendOutcome.Rejected, problem!);
        }
    }

    private void TakeClosed()
    {
        foreach (var session in closed)
        {
            var item = new ClosedSession<TResult>
            {
                Id = SessionId.Create(sessionizer.Name, key, session.Window.Start, session.Ordinal),
                Sessionizer = sessionizer.Name,
                Key = key,
                Start = session.Window.Start,
                LastEvent = session.Window.LastEvent,
                End = session.Window.End,
                Count = session.Count,
                Reason = session.Reason,
                Error = session.Error,
                Result = session.Result,
            };
            log.Add(new LogRecord(LogKind.Closed, sessionizer.Serializers.Write(item), item));
            isChanged = true;
        }

        closed.Clear();
    }

    private void TakeLate(TEvent value, DateTimeOffset eventTime)
    {
        var item = new LateEvent<TEvent>
        {
            Sessionizer = sessionizer.Name,
            Key = key,
            Timestamp = eventTime,
            Watermark = set.Watermark.Time,
            Value = value,
        };
        log.Add(new LogRecord(LogKind.Late, sessionizer.Serializers.Write(item), null));
    }
}
