namespace OrleansSessions.Server;

/// <summary>A sessionizer on this silo: its rules, its watermark and the deadlines of its keys. Thread-safe.</summary>
internal abstract class Sessionizer
{
    private readonly TimeProvider clock;
    private long learntTicks;
    private readonly Lock drainGate = new();
    private readonly TaskCompletionSource joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long drainVersion;
    private volatile bool isDrained;
    private readonly WatermarkHistory learnt = new();

    protected Sessionizer(string name, SessionizerOptions options, TimeProvider clock)
    {
        this.clock = clock;
        Name = name;
        Options = options;
        Rules = options.ToRules();
        ScanInterval = options.EffectiveScanInterval;
    }

    public string Name { get; }

    public SessionizerOptions Options { get; }

    public SessionRules Rules { get; }

    public TimeSpan ScanInterval { get; }

    public required SessionizerMetrics Metrics { get; init; }

    public abstract Type EventType { get; }

    public SiloKeys Keys { get; } = new();

    /// <summary>The sources of events that this silo has heard.</summary>
    public SourceTable Sources { get; } = new();

    /// <summary>Keys of this silo whose stored state can not be read.</summary>
    public SetAsideKeys SetAside { get; } = new();

    public bool IsEventTime => Options.Clock == SessionClock.EventTime;

    /// <summary>Whether events are refused. Known to every silo before the sessions are closed.</summary>
    public bool IsDrained => isDrained;

    /// <summary>
    /// Completes once this silo is told of drains and has read what was drained before. No session grain takes calls until then.
    /// </summary>
    public Task Joined => joined.Task;

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>The watermark that this silo may use. It never goes back, even when the silo's clock does.</summary>
    public Watermark Watermark => IsEventTime
        ? Watermark.FromTicks(Volatile.Read(ref learntTicks))
        : Learn(Watermark.At(Now));

    /// <summary>
    /// A scanner that knows a key has closed by now what this watermark closes. On the arrival clock that takes a tick; on event
    /// time all scanners have closed what a watermark closes before its grain answers.
    /// </summary>
    public Watermark OverdueWatermark =>
        IsEventTime ? Watermark : Watermark.FromTicks(Math.Max(0, Watermark.Ticks - ScanInterval.Ticks));

    /// <summary>Learns a watermark that the cluster has committed.</summary>
    public Watermark Learn(Watermark committed)
    {
        var seen = Volatile.Read(ref learntTicks);
        while (committed.Ticks > seen)
        {
            // Race: two callers learn at once. The greater value stays, whichever comes last.
            var before = Interlocked.CompareExchange(ref learntTicks, committed.Ticks, seen);
            if (before == seen)
            {
                if (IsEventTime)
                {
                    learnt.Add(committed, Now);
                }

                return committed;
            }

            seen = before;
        }

        return Watermark.FromTicks(seen);
    }

    /// <summary>
    /// When this silo could first close what a watermark closes: that instant on the arrival clock; on event time, when it has learnt
    /// of such a watermark, or null when it has not.
    /// </summary>
    public DateTimeOffset? FindDue(Watermark watermark) => IsEventTime ? learnt.FindReached(watermark) : watermark.Time;

    /// <summary>
    /// How far the watermark is behind the clock. Null on the arrival clock; one that has never moved says nothing, and neither does the
    /// end of time.
    /// </summary>
    public TimeSpan? FindWatermarkLag() =>
        IsEventTime && Watermark is var watermark && watermark != Watermark.Beginning && watermark != Watermark.End
            ? Now - watermark.Time
            : null;

    /// <summary>Learns whether it is drained.</summary>
    public void LearnDrain(DrainRecord stored)
    {
        lock (drainGate)
        {
            // Race: this silo has read the record, but is told of a newer one before it has come to learn what it read.
            if (stored.Version >= drainVersion)
            {
                (drainVersion, isDrained) = (stored.Version, stored.IsDrained);
            }
        }
    }

    public void SetJoined() => joined.TrySetResult();

    /// <summary>A key as the store has it; one without sessions where it has none.</summary>
    /// <exception cref="SessionKeySetAsideException">The state can not be read.</exception>
    public KeySessions Load(string key, StoredKey stored)
    {
        var loaded = stored.Version == 0 ? CreateKey(key) : ReadKey(key, stored);
        loaded.Version = stored.Version;
        SetAside.Remove(key);
        if (stored.IsSetAside)
        {
            // By a silo that could not read it. This one can: stored again it has a deadline, by which others find it too.
            loaded.StoreAgain();
        }

        return loaded;
    }

    public abstract ClosedSession ReadClosed(ReadOnlyMemory<byte> payload);

    public abstract LateEvent ReadLate(ReadOnlyMemory<byte> payload);

    /// <summary>What is wrong with a time that lies too far ahead of the clock, or null.</summary>
    public string? FindAheadProblem(string what, DateTimeOffset time) =>
        IsEventTime && Options.MaxAhead is { } most && time - Now > most
            ? $"{what} {time.ToUniversalTime():O} is more than {most} ahead of the clock, {Now:O}."
            : null;

    protected abstract KeySessions CreateKey(string key);

    /// <exception cref="SessionKeySetAsideException">The state can not be read.</exception>
    protected abstract KeySessions ReadKey(string key, StoredKey stored);
}
