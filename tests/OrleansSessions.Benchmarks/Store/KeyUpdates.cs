using OrleansSessions.Server;

namespace OrleansSessions.Benchmarks.Store;

/// <summary>
/// The updates of keys that belong to one writer: random bytes of state, a deadline that moves away, and a tenth of them a
/// closing, of which every second removes the key.
/// </summary>
internal sealed class KeyUpdates
{
    private const int StateBytes = 300;
    private const string Sessionizer = "benchmark";

    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(30);

    private readonly Random random;
    private readonly int partitions;
    private readonly SessionKey[] keys;
    private readonly long[] versions;
    private DateTimeOffset time = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private int chosen;
    private int closings;

    public KeyUpdates(int writer, int writers, int keyCount, int partitions)
    {
        random = new Random(writer);
        this.partitions = partitions;
        keys = [.. Enumerable.Range(0, keyCount).Where(key => key % writers == writer).Select(key => new SessionKey(Sessionizer, $"key-{key}"))];
        versions = new long[keys.Length];
    }

    public IEnumerable<SessionCommit> CreateAll() => keys.Select(key => Create(key, 0, [], isRemoval: false));

    /// <param name="created">The versions that this writer's keys got, in order.</param>
    public void Start(ReadOnlySpan<long> created) => created.CopyTo(versions);

    public int Count => keys.Length;

    /// <summary>The next update; the writer must have noted the one before.</summary>
    public SessionCommit Next()
    {
        chosen = random.Next(keys.Length);
        time = time.AddMilliseconds(1);
        var isClosing = versions[chosen] != 0 && random.Next(10) == 0;
        var isRemoval = isClosing && closings++ % 2 == 0;
        return Create(keys[chosen], versions[chosen], isClosing ? [Close(keys[chosen])] : [], isRemoval);
    }

    /// <summary>Notes the version that the last update gave its key.</summary>
    public void Note(long version) => versions[chosen] = version >= 0
        ? version
        : throw new InvalidOperationException($"{keys[chosen]} was changed by another.");

    private SessionCommit Create(SessionKey key, long version, IReadOnlyList<LogRecord> log, bool isRemoval) => new()
    {
        Key = key,
        Partition = key.GetPartition(partitions),
        ExpectedVersion = version,
        State = isRemoval ? ReadOnlyMemory<byte>.Empty : NextBytes(),
        DeadlineTicks = (time + Gap).UtcTicks,
        OpenEndTicks = (time + Gap).UtcTicks,
        Log = log,
    };

    private LogRecord Close(SessionKey key)
    {
        var start = time - (Gap * 2);
        var session = new ClosedSession<long>
        {
            Id = SessionId.Create(key.Sessionizer, key.Key, start, 0),
            Sessionizer = key.Sessionizer,
            Key = key.Key,
            Start = start,
            LastEvent = time - Gap,
            End = time,
            Count = 10,
            Reason = CloseReason.Gap,
            Result = 10,
        };
        return new LogRecord(LogKind.Closed, NextBytes(), session);
    }

    private byte[] NextBytes()
    {
        var bytes = new byte[StateBytes];
        random.NextBytes(bytes);
        return bytes;
    }
}
